"""What cancelling a subject takes along."""

from __future__ import annotations

from actions.references.candidates import service_name, website_name
from actions.wording.replies import Reply, names, reply
from beian.filing.masking import shown_name
from beian.filing.provider_access import filed_services, filed_websites
from beian.filing.state import Subject


def taken_along(subject: Subject) -> list[Reply]:
    """Return what goes with a subject: its websites, apps, mini programs and quick apps."""
    websites = filed_websites(subject)
    services = names(service_name(service) for service in filed_services(subject))
    if not websites:
        response = "utter_subject_takes_services" if services else "utter_subject_without_websites"
    elif len(websites) == 1:
        response = "utter_subject_takes_one_website"
        if services:
            response = "utter_subject_takes_one_website_and_services"
    else:
        response = "utter_subject_takes_websites"
    told = reply(
        response,
        subject=shown_name(subject),
        count=len(websites),
        websites=names(website_name(website) for website in websites),
        services=services,
    )
    if len(websites) < 2 or not services:
        return [told]
    return [told, reply("utter_services_go_along", services=services)]
