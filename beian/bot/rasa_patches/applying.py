"""All that makes Rasa faster within its process; none of it changes an answer."""

from beian.bot.rasa_patches.action_calls import send_last_turns
from beian.bot.rasa_patches.caching import remember_what_never_changes
from beian.bot.rasa_patches.graph import run_without_dask
from beian.bot.rasa_patches.rules import look_among_few_rules
from beian.bot.rasa_patches.states import work_states_out_once
from beian.bot.rasa_patches.trackers import read_trackers_at_once
from beian.nlu.threads import one_thread_for_good


def make_rasa_faster() -> None:
    """Takes effect for every agent of this process. Calling it again changes nothing."""
    remember_what_never_changes()
    look_among_few_rules()
    work_states_out_once()
    read_trackers_at_once()
    run_without_dask()
    send_last_turns()
    one_thread_for_good()
