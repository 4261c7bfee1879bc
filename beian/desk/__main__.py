"""`python -m beian.desk`: serves the desk. `beian run` starts it with the rest."""

from __future__ import annotations

import argparse
import gc
import sys

from beian.base.errors import BeianError
from beian.base.quiet import silence_libraries
from beian.base.settings import LOOPBACK, Settings
from beian.desk.app import desk_app
from beian.desk.config import DeskConfig
from beian.desk.connectors.connector import Connector
from beian.desk.deliveries.mail import mailer_of
from beian.desk.deliveries.staff_notifications import StaffNotifications
from beian.desk.deliveries.webhook import webhook_of
from beian.desk.event_log import event_logger
from beian.desk.logs import set_up
from beian.desk.server import desk_server
from beian.desk.service import file_vault
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.database import DeskDatabase

logger = event_logger("desk")


def main() -> None:
    silence_libraries()
    parser = argparse.ArgumentParser(prog="python -m beian.desk", description="The chat service.")
    parser.add_argument("--host", default=LOOPBACK, help="address to listen at (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port (default 8000)")
    parser.add_argument(
        "--bot", default=f"http://{LOOPBACK}:5005", help="where Rasa listens, without a path"
    )
    parser.add_argument("--demo", action="store_true", help="serve the demo page, on loopback only")
    arguments = parser.parse_args()
    set_up(sys.stderr)
    try:
        serve(arguments.host, arguments.port, arguments.bot, with_demo=arguments.demo)
    except BeianError as error:
        sys.exit(f"desk: {error}")


def serve(host: str, port: int, bot_url: str, *, with_demo: bool) -> None:
    """Serve until the process is told to stop. Raises BeianError where a setting is wrong."""
    settings = Settings.from_environment()
    show_demo = with_demo and settings.embedded and host == LOOPBACK
    app = desk_app(settings, bot_url, with_demo=show_demo)
    check_start(settings, app.state.config, app.state.connector)
    logger.info("desk_listening", port=port)
    gc.freeze()  # what is loaded by now stays: the garbage collector need not look through it
    desk_server(app, host, port).run()


def check_start(settings: Settings, config: DeskConfig, connector: Connector) -> None:
    """Raise BeianError if the desk can't start, so that the reason is told before the server
    runs."""
    SiteTokens(config.token, settings.secret())
    mailer_of(settings, config)
    webhook_of(settings, config)
    StaffNotifications(settings.notice_urls)
    database = DeskDatabase(settings.desk_database_url, *connector.schemas)
    try:
        database.upgrade()
        file_vault(settings, config, database)
    finally:
        database.close()


if __name__ == "__main__":
    main()
