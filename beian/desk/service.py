"""Puts a desk process together, and runs what it does in the background."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager, suppress

from beian.base.clock import Clock
from beian.base.errors import StoreUnavailable
from beian.base.key_ring import key_ring_of
from beian.base.settings import Settings
from beian.desk.bot_client import Bot
from beian.desk.config import DeskConfig
from beian.desk.connectors.connector import Connector
from beian.desk.conversations.absence import AbsenceStore
from beian.desk.conversations.account_history import AccountHistory
from beian.desk.conversations.account_keys import AccountKeys
from beian.desk.conversations.annotations import AnnotationStore, first_canned
from beian.desk.conversations.answering import Answering
from beian.desk.conversations.attachments import AttachmentStore, used_keys
from beian.desk.conversations.blocking import BlockStore
from beian.desk.conversations.checklist_service import ChecklistService
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.deletion import Deletion, DeletionStore
from beian.desk.conversations.erasures import Erasures
from beian.desk.conversations.feedback_report import FeedbackReports
from beian.desk.conversations.file_messages import FileMessages
from beian.desk.conversations.files import FileParts, Files
from beian.desk.conversations.first_looks import FirstLookParts, FirstLooks
from beian.desk.conversations.groups import GroupStore
from beian.desk.conversations.handoff import AGENTS, HandoffService
from beian.desk.conversations.handoff_store import HandoffStore
from beian.desk.conversations.listing import ConversationListing
from beian.desk.conversations.macros import MacroStore
from beian.desk.conversations.search_index import SearchIndex
from beian.desk.conversations.search_terms import key_of
from beian.desk.conversations.waiting_watch import WaitingWatch
from beian.desk.deliveries.mail import TicketMail, mailer_of
from beian.desk.deliveries.outbox import Deliverer, Outbox
from beian.desk.deliveries.staff_notifications import StaffNotifications
from beian.desk.deliveries.webhook import webhook_of
from beian.desk.desk import Desk
from beian.desk.event_log import event_logger
from beian.desk.fair_slots import FairSlots, Room
from beian.desk.files.looking import PictureReader
from beian.desk.files.scanner import Clamd
from beian.desk.files.vault import FileVault, storage_of
from beian.desk.filing_summary import FilingSummaries
from beian.desk.front_desk import FrontDesk
from beian.desk.hub import Hub, RedisHub
from beian.desk.letter_links import LetterLinks
from beian.desk.letters import Letters
from beian.desk.metrics import Metrics
from beian.desk.oidc_provider import OidcProvider
from beian.desk.protocol.frames import deleted
from beian.desk.readiness import Readiness
from beian.desk.reminders.reminders import goes_by_mail, reminders_of
from beian.desk.shared_limits import SharedLimits
from beian.desk.sign_in import SignIn
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.deliveries import DeliveryStore
from beian.desk.storage.enumerations import DeliveryKind
from beian.desk.storage.heartbeat import Heartbeat
from beian.desk.storage.oidc_sign_ins import OidcSignIns
from beian.desk.storage.second_factors import SecondFactors
from beian.desk.storage.sign_in_attempts import SignInAttempts
from beian.filing.filing_store import FilingStore

logger = event_logger(__name__)

CATCH_UP_SECONDS = 2.0
"""How often connections are told how far the store is, in case a frame did not reach them."""


@asynccontextmanager
async def running_desk(
    settings: Settings, config: DeskConfig, bot_url: str, connector: Connector
) -> AsyncIterator[Desk]:
    """Run a desk, with its store up to date. Raises ConfigError, SettingsError or
    StoreUnavailable."""
    secret = settings.secret()
    database = DeskDatabase(settings.desk_database_url, *connector.schemas)
    await asyncio.to_thread(database.upgrade)
    vault = await asyncio.to_thread(file_vault, settings, config, database)
    clock = Clock(settings.now)
    staff = StaffNotifications(settings.notice_urls, config.notices)
    mailer = mailer_of(settings, config)
    front = FrontDesk(
        config.hours, clock, asks=connector.asks, staff=staff, mails=mailer is not None
    )
    if mailer is None:
        logger.info("no_mail_server_answers_stay_in_the_chat")
    store = ConversationStore(database, front, keys := AccountKeys(secret))
    if settings.embedded:  # then no other process answers
        await asyncio.to_thread(store.forget_leases)
        await asyncio.to_thread(DeliveryStore(database).forget_leases)
    hub = RedisHub(settings.redis_url) if settings.redis_url else Hub()
    limits = SharedLimits(config.limits, settings.redis_url)
    metrics = Metrics()
    async with AsyncExitStack() as running:
        running.callback(database.close)
        running.push_async_callback(limits.close)
        bot = await running.enter_async_context(
            Bot(
                bot_url,
                secret,
                config.bot.answer_seconds,
                config.reminders.kinds,
                by_mail=goes_by_mail(config.reminders, mails=mailer is not None),
                takes_files=vault is not None,
            )
        )
        handoffs, handoff, watch = _handoff(
            config,
            database,
            front,
            TicketMail() if mailer else None,
            blocks=BlockStore(database, front, secret),
            hub=hub,
            metrics=metrics,
        )
        checklists = ChecklistService(database, hub, handoff)
        answering = Answering(
            store,
            bot,
            hub,
            metrics,
            handoff,
            patience=config.bot.unavailable_after_seconds,
            slots=_slots(config.bot.asked_at_once),
        )
        deliveries = DeliveryStore(database)
        deliverers: dict[str, Deliverer] = {
            DeliveryKind.NOTICE: staff,
            **({DeliveryKind.MAIL: mailer} if mailer else {}),
            **connector.deliverers(),
        }
        if (webhook := webhook_of(settings, config)) is not None:
            deliverers[DeliveryKind.WEBHOOK] = await running.enter_async_context(webhook)
        outbox = Outbox(deliveries, deliverers, metrics)
        filing = FilingStore(settings.database_url)
        running.callback(filing.close)
        files = running.enter_context(
            _files(
                settings,
                config,
                vault,
                database=database,
                front=front,
                hub=hub,
                handoff=handoff,
                checklists=checklists,
                metrics=metrics,
                filing=filing,
            )
        )
        annotations = AnnotationStore(database)
        await asyncio.to_thread(annotations.seed_canned, first_canned())
        index = SearchIndex(database, key_of(settings.search_key()))
        running.callback(_ended, heartbeat := Heartbeat(database))
        agents = AgentStore(database)
        sign_in = SignIn(agents, SignInAttempts(database))
        running.callback(sign_in.close)
        reminders = reminders_of(
            config.reminders,
            secret,
            database=database,
            filing=filing,
            clock=clock,
            hub=hub,
            handoff=handoff,
            metrics=metrics,
            mails=mailer is not None,
        )
        desk = Desk(
            config=config,
            front=front,
            conversations=store,
            blocks=BlockStore(database, front, secret),
            groups=GroupStore(database, front),
            history=AccountHistory(database, keys),
            bot=bot,
            hub=hub,
            answering=answering,
            handoff=handoff,
            deliveries=deliveries,
            agents=agents,
            sign_in=sign_in,
            second_factors=SecondFactors(database, secret),
            oidc_sign_ins=OidcSignIns(database),
            oidc=await _provider(running, settings, config),
            listing=ConversationListing(database, index),
            annotations=annotations,
            macros=MacroStore(database, handoffs, front),
            feedback=FeedbackReports(database),
            filing=FilingSummaries(filing, clock),
            reminders=reminders,
            letters=Letters(filing, LetterLinks(secret, config.letters.link_minutes)),
            tokens=SiteTokens(config.token, secret),
            limits=limits,
            readiness=Readiness(heartbeat, bot, filing),
            metrics=metrics,
            checklists=checklists,
            deletion=Deletion(
                DeletionStore(database, connector.erase),
                Erasures(database, bot.forget, storage_of(settings)),
                hub,
                handoff,
            ),
            files=files,
        )
        await desk.handoff.catch_up()  # what is news, is from now on
        await hub.start()
        running.push_async_callback(hub.stop)
        running.push_async_callback(answering.stop)
        await running.enter_async_context(connector.working(desk, outbox))
        for work in (
            answering.sweep(),
            _tell_last_seqs(desk),
            watch.run(),
            reminders.watch.run(),
            outbox.run(),
            desk.deletion.run(),
            index.keep_up(),
            limits.renew(),
            *(files.work() if files else []),
        ):
            task = asyncio.create_task(work)
            running.callback(task.cancel)
        yield desk


def _handoff(
    config: DeskConfig,
    database: DeskDatabase,
    front: FrontDesk,
    mail: TicketMail | None,
    *,
    blocks: BlockStore,
    hub: Hub,
    metrics: Metrics,
) -> tuple[HandoffStore, HandoffService, WaitingWatch]:
    """Return the hand-off to people, with its store, and the watch over those who wait for one."""
    handoffs = HandoffStore(database, front, mail)
    absences = AbsenceStore(database, front)
    handoff = HandoffService(handoffs, absences, hub, metrics)
    groups = GroupStore(database, front)
    watch = WaitingWatch(
        handoffs, absences, blocks, groups, handoff, hub=hub, metrics=metrics, hours=config.hours
    )
    return handoffs, handoff, watch


async def _provider(
    running: AsyncExitStack, settings: Settings, config: DeskConfig
) -> OidcProvider | None:
    """Return the OpenID provider by which agents sign in, if desk.yml names one."""
    if config.oidc is None:
        return None
    return await running.enter_async_context(OidcProvider(config.oidc, settings.oidc_secret))


def _slots(most: int) -> FairSlots:
    """Return room for so many questions to the bot at once, half of them from one address."""
    return FairSlots(Room(at_once=most, at_once_each=max(1, most // 2)))


@contextmanager
def _files(
    settings: Settings,
    config: DeskConfig,
    vault: FileVault | None,
    *,
    database: DeskDatabase,
    front: FrontDesk,
    hub: Hub,
    handoff: HandoffService,
    checklists: ChecklistService,
    metrics: Metrics,
    filing: FilingStore,
) -> Iterator[Files | None]:
    """Run the service of files; None where none are taken."""
    if vault is None:
        yield None
        return
    store, messages = AttachmentStore(database, config.files), FileMessages(database, front)
    looks = FirstLookParts(store, messages, vault, filing, hub)
    parts = FileParts(
        store=store,
        messages=messages,
        vault=vault,
        first_looks=FirstLooks(looks, PictureReader()) if config.files.first_look else None,
        scanner=Clamd(settings.clamd_url) if settings.clamd_url else None,
        hub=hub,
        handoff=handoff,
        checklists=checklists,
        metrics=metrics,
    )
    with closing(Files(parts, config.files)) as files:
        yield files


def _ended(heartbeat: Heartbeat) -> None:
    with suppress(StoreUnavailable):
        heartbeat.end()


def file_vault(settings: Settings, config: DeskConfig, database: DeskDatabase) -> FileVault | None:
    """Return where uploaded files are kept; None where none are taken: desk.yml says so, or with
    database servers no key or place is named. Raises SettingsError where a key is missing that
    kept files need."""
    keys = key_ring_of(settings, used_keys(database))
    storage = storage_of(settings, config.files.keep_free_mb * 1_000_000)
    if not config.files.accepted or keys is None or storage is None:
        logger.info("no_files_are_taken")
        return None
    return FileVault(storage, keys)


async def _tell_last_seqs(desk: Desk) -> None:
    """Tell connections, again and again, the newest stored seq, or that the conversation is gone: a
    frame from another process can be lost, what is stored can't."""
    while True:
        await asyncio.sleep(CATCH_UP_SECONDS)
        with suppress(StoreUnavailable):
            followed = set(desk.hub.conversations()) - {AGENTS}
            seqs = await asyncio.to_thread(desk.conversations.last_seqs, list(followed))
            for conversation_id, seq in seqs.items():
                for listener in desk.hub.listeners(conversation_id):
                    listener.reach(seq)
            for conversation_id in followed - seqs.keys():
                desk.hub.tell_here(conversation_id, [deleted().frame])
                desk.hub.tell_here(AGENTS, [{"type": "deleted", "conversation": conversation_id}])
            await desk.handoff.catch_up()
            desk.metrics.open_conversations(await asyncio.to_thread(desk.conversations.open_count))
