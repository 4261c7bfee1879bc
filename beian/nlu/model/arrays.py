"""The kind of array that features and weights are."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
