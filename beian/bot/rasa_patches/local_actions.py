"""Actions that run in Rasa's process, where there is no action server.

Calling a server takes longer than nearly all that an action does (docs/benchmarks.md). As in later
releases of Rasa, `actions_module` of the action endpoint names the package of the actions.
"""

from __future__ import annotations

from typing import Any

import ujson
from rasa.core.actions.action import ActionExecutionRejection
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection as Rejection

ACTIONS_MODULE = "actions_module"


def run_here(endpoint: EndpointConfig) -> bool:
    """Has the endpoint's calls answered by the package that it names; False where it names none.

    An action sees, and Rasa gets, what they would over HTTP: copies, made of JSON.
    """
    package = endpoint.kwargs.get(ACTIONS_MODULE)
    if package is None:
        return False
    executor = ActionExecutor()
    executor.register_package(package)

    async def request(json: dict[str, Any], **how: Any) -> Any:
        """EndpointConfig.request. RasaException, as where a server fails."""
        del how
        try:
            answered = await executor.run(_over_the_wire(json))
        except Rejection as rejected:
            raise ActionExecutionRejection(rejected.action_name, rejected.message) from rejected
        except Exception as failure:
            raise RasaException(f"{json['next_action']} failed: {failure}") from failure
        return _over_the_wire(answered)

    endpoint.request = request
    return True


def _over_the_wire(value: Any) -> Any:
    return ujson.loads(ujson.dumps(value))
