"""All patches of Rasa: what is replaced, why, what it saves, and the test that holds it to Rasa's.

None changes an answer. `python -m bench.patches` measures each against the same process without
it; docs/rasa.md tells what a turn served so does differently from Rasa's own.
"""

from __future__ import annotations

from rasa.core import processor
from rasa.core.actions.action import RemoteAction
from rasa.core.policies import rule_policy
from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.storage import ModelMetadata
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from beian.bot.rasa_patches import (
    action_server,
    graph,
    local_actions,
    memoization,
    model_reading,
    repeated_work,
    rules,
    states,
    trackers,
)
from beian.bot.rasa_patches.patch import Patch, Replacement

_TESTS = "tests/bot/rasa_patches"

PATCHES = (
    Patch(
        "graph",
        (Replacement(DaskGraphRunner, "run", graph.run),),
        "dask sorts the same few nodes and manages their state in each run, three times a message",
        "13 % of a turn",
        f"{_TESTS}/test_graph.py",
    ),
    Patch(
        "rules",
        (
            Replacement(RulePolicy, "_get_possible_keys", rules.get_indexed_keys),
            Replacement(RulePolicy, "_find_action_from_rules", rules.find_indexed_action),
        ),
        "every rule is compared with the last state, several times a turn",
        "28 % of a turn",
        f"{_TESTS}/test_rules.py",
    ),
    Patch(
        "states",
        (Replacement(Domain, "states_for_tracker_history", states.states_for_tracker_history),),
        "the whole session is replayed for each prediction",
        "4 % of a turn",
        f"{_TESTS}/test_states.py",
    ),
    Patch(
        "memoization",
        (
            Replacement(
                MemoizationPolicy,
                "predict_action_probabilities",
                memoization.predict_action_probabilities,
            ),
        ),
        "a policy that learned nothing, as there are no stories, is shown the conversation",
        "0.8 ms for each of the two or three predictions of a turn",
        f"{_TESTS}/test_memoization.py",
    ),
    Patch(
        "applied events",
        (Replacement(DialogueStateTracker, "applied_events", trackers.applied_events),),
        "events are applied one by one to see which of them were taken back",
        "7 % of a turn",
        f"{_TESTS}/test_trackers.py",
    ),
    Patch(
        "tracker copies",
        (Replacement(DialogueStateTracker, "copy", trackers.copy_tracker),),
        "the copy that an action works on is made by replaying all events",
        "7 % of a turn",
        f"{_TESTS}/test_trackers.py",
    ),
    Patch(
        "event classes",
        (Replacement(Event, "resolve_by_type", repeated_work.resolve_by_type),),
        "the class of each event that is read is searched for among all classes",
        "14 % of a turn that reads its tracker from the database",
        f"{_TESTS}/test_repeated_work.py",
    ),
    Patch(
        "answer schema",
        (
            Replacement(
                RemoteAction, "_validate_action_result", repeated_work.validate_action_result
            ),
        ),
        "with each answer of an action, the schema itself is checked again",
        "79 % of a turn",
        f"{_TESTS}/test_repeated_work.py",
    ),
    Patch(
        "log copies",
        (
            Replacement(processor, "copy", repeated_work.log_uncopied),
            Replacement(rule_policy, "copy", repeated_work.log_uncopied),
        ),
        "states and events are copied for log lines, whether these are written or not",
        "7 % of a turn",
        f"{_TESTS}/test_repeated_work.py",
    ),
    Patch(
        "connections",
        (Replacement(EndpointConfig, "session", action_server.session),),
        "a connection is opened for each call of the action server",
        "7 % of a turn with an action server",
        f"{_TESTS}/test_action_server.py",
    ),
    Patch(
        "local actions",
        (Replacement(EndpointConfig, "request", local_actions.request),),
        "with the embedded default, actions need no server of their own",
        "29 % of a turn",
        f"{_TESTS}/test_local_actions.py",
    ),
    Patch(
        "training graph",
        (Replacement(ModelMetadata, "from_dict", model_reading.metadata_from_dict),),
        "with the graph that trained a model, every component that Rasa has is imported",
        "with deferred imports, 4 s of processor time of a start",
        f"{_TESTS}/test_model_reading.py",
    ),
    Patch(
        "domain of a model",
        (Replacement(DomainProvider, "load", model_reading.load_domain_provider),),
        "the domain is read by a YAML library in pure Python, four times",
        "7.5 s of processor time of a start",
        f"{_TESTS}/test_model_reading.py",
    ),
)
