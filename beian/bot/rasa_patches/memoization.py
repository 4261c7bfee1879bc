"""Ask a MemoizationPolicy only where it has learned something.

Without stories it has learned nothing, and yet Rasa builds its view of the conversation for it.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.policy import PolicyPrediction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

recall_prediction = MemoizationPolicy.predict_action_probabilities


# `wraps` also carries Rasa's signature over, which its training recipe reads: parameters that it
# does not find there (precomputations, rule_only_data) are not passed.
@wraps(recall_prediction)
def predict_action_probabilities(
    policy: MemoizationPolicy, tracker: DialogueStateTracker, domain: Domain, **kwargs: Any
) -> PolicyPrediction:
    """Return Rasa's prediction, or the empty one where nothing was learned."""
    if policy.lookup:
        return recall_prediction(policy, tracker, domain, **kwargs)
    return policy._prediction(policy._default_predictions(domain))
