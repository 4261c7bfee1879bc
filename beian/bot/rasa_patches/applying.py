"""All that makes Rasa faster within its process; none of it changes an answer."""

from desk.rasa_side.action_calls import send_last_turns
from desk.rasa_side.graph import run_without_dask
from desk.rasa_side.remembered import remember_what_never_changes
from desk.rasa_side.rules import look_among_few_rules
from desk.rasa_side.states import work_states_out_once
from desk.rasa_side.trackers import read_trackers_at_once
from nlu.threads import one_thread_for_good


def make_rasa_faster() -> None:
    """Takes effect for every agent of this process. Calling it again changes nothing."""
    remember_what_never_changes()
    look_among_few_rules()
    work_states_out_once()
    read_trackers_at_once()
    run_without_dask()
    send_last_turns()
    one_thread_for_good()
