"""Run the actions in Rasa's process where there is no action server.

A call of a server takes longer than nearly all that an action does (docs/benchmarks.md). As in
later releases of Rasa, `actions_module` of the action endpoint names the package of the actions.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

import ujson
from rasa.core.actions.action import ActionExecutionRejection
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection as Rejection

ACTIONS_MODULE = "actions_module"
_EXECUTOR = "beian_executor"
request_over_http = EndpointConfig.request


def load_actions(endpoint: EndpointConfig) -> bool:
    """Import the package of actions that the endpoint names. Return False where it names none."""
    if _EXECUTOR in endpoint.__dict__:
        return True
    package = endpoint.kwargs.get(ACTIONS_MODULE)
    if package is None:
        return False
    executor = ActionExecutor()
    executor.register_package(package)
    setattr(endpoint, _EXECUTOR, executor)
    return True


def endpoint_of(executor: ActionExecutor) -> EndpointConfig:
    """Return an endpoint whose actions are those of an executor in this process."""
    endpoint = EndpointConfig(enable_selective_domain=True)  # as in endpoints.yml
    setattr(endpoint, _EXECUTOR, executor)
    return endpoint


@wraps(request_over_http)
async def request(endpoint: EndpointConfig, *given: Any, **options: Any) -> Any:
    """Return the answer of a local action, or of the server where the endpoint has one.

    An action sees, and Rasa gets, what they would over HTTP: copies, made of JSON. Raises
    ActionExecutionRejection or RasaException, as for a server.
    """
    if not load_actions(endpoint):
        return await request_over_http(endpoint, *given, **options)
    call: dict[str, Any] = options["json"]
    try:
        answered = await endpoint.__dict__[_EXECUTOR].run(_through_json(call))
    except Rejection as rejected:
        raise ActionExecutionRejection(rejected.action_name, rejected.message) from rejected
    except Exception as failure:
        raise RasaException(f"{call['next_action']} failed: {failure}") from failure
    return _through_json(answered)


def _through_json(value: Any) -> Any:
    return ujson.loads(ujson.dumps(value))
