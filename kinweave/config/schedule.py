"""All recurring work, in one table. The worker does it; :mod:`kinweave.jobs.schedule` says how."""

from __future__ import annotations

from datetime import timedelta

from kinweave.jobs.schedule import Chore

CHORES = (
    Chore(
        "forget wake-ups",
        timedelta(hours=6),
        "Old wake-ups are deleted; the rows that they were for say what was done.",
        "kinweave.jobs.schedule.forget_wake_ups",
    ),
    Chore(
        "digests",
        timedelta(minutes=5),
        "A digest is put down for everybody whose morning it is and who has news.",
        "kinweave.notices.digests.due_digests",
    ),
    Chore(
        "forget letters",
        timedelta(days=1),
        "Letters that are settled long since, and news that is none any more, are deleted.",
        "kinweave.notices.digests.forget_old",
    ),
    Chore(
        "forget sessions",
        timedelta(days=1),
        "Sessions that have ended are deleted.",
        "kinweave.config.chores.forget_sessions",
    ),
    Chore(
        "forget exports",
        timedelta(hours=1),
        "Files with somebody's data are deleted after a week.",
        "kinweave.people.export.asking.forget_exports",
    ),
    Chore(
        "forget unconfirmed accounts",
        timedelta(days=1),
        "Accounts whose address nobody confirmed within a week are deleted.",
        "kinweave.people.tidying.forget_unconfirmed",
    ),
    Chore(
        "forget stray pictures",
        timedelta(days=1),
        "Pictures that an upload left behind when it was killed are deleted.",
        "kinweave.people.tidying.forget_stray_pictures",
    ),
    Chore(
        "forget farewells",
        timedelta(hours=1),
        "The last letter to somebody who was forgotten is deleted once it went out, and with it "
        "their address.",
        "kinweave.people.erasure.forgetting.forget_farewells",
    ),
    Chore(
        "offer seats",
        timedelta(minutes=5),
        "A seat that was kept for somebody who did not take it goes to whoever is next.",
        "kinweave.gatherings.actions.take_back_offers",
    ),
    Chore(
        "keep calendars",
        timedelta(minutes=5),
        "Calendars that are kept by mail are sent what is near, or is another.",
        "kinweave.gatherings.posting.keep_calendars",
    ),
    Chore(
        "remind",
        timedelta(minutes=5),
        "Who wants to be reminded of what they come to, is.",
        "kinweave.gatherings.posting.remind",
    ),
    Chore(
        "ask who goes on",
        timedelta(hours=6),
        "Whoever hosts a series of which one date is left is asked whether it goes on.",
        "kinweave.gatherings.telling.ask_who_goes_on",
    ),
    Chore(
        "read answers",
        timedelta(minutes=2),
        "Answers that calendars sent by mail are read, where a mailbox is named.",
        "kinweave.notices.inbox.read_inbox",
    ),
    Chore(
        "forget guests",
        timedelta(hours=6),
        "Guests who confirmed nothing within three days are deleted, and all guests a month after "
        "what they came to.",
        "kinweave.gatherings.actions.forget_guests",
    ),
    Chore(
        "forget who came",
        timedelta(days=1),
        "Notes of who came to a gathering are deleted after sixty days.",
        "kinweave.harvests.actions.forget_notes",
    ),
    Chore(
        "forget calendars",
        timedelta(hours=1),
        "Calendars that were read, and waited for a yes for a day, are deleted.",
        "kinweave.importing.actions.forget_unconfirmed",
    ),
    Chore(
        "forget stray pictures of gatherings",
        timedelta(days=1),
        "Pictures of gatherings that an upload left behind when it was killed are deleted.",
        "kinweave.gatherings.pictures.forget_stray_pictures",
    ),
    Chore(
        "forget stray pictures of handbooks",
        timedelta(days=1),
        "Pictures and files of handbooks that a killed import or upload left are deleted.",
        "kinweave.handbook.tidying.forget_stray_pictures",
    ),
    Chore(
        "forget what handbooks embed no more",
        timedelta(days=1),
        "Names and pictures of what is elsewhere, and no page embeds any more, are deleted.",
        "kinweave.handbook.tidying.forget_embeds",
    ),
    Chore(
        "write handbooks anew",
        timedelta(minutes=15),
        "Pages of handbooks that were made for reading by an earlier version are made anew.",
        "kinweave.handbook.rendering.keep_anew",
    ),
    Chore(
        "read handbooks",
        timedelta(minutes=15),
        "Pages that searching or asking does not know so far are read.",
        "kinweave.handbook.wanting.want_what_lacks",
    ),
    Chore(
        "keep wall clocks",
        timedelta(days=1),
        "Where a zone changed its rules, dates to come keep their hour by the wall clock.",
        "kinweave.gatherings.laying.keep_wall_clocks",
    ),
    Chore(
        "tell of turns",
        timedelta(minutes=15),
        "Whoever has a slot is reminded if they wished to be, and hears when its date changed.",
        "kinweave.bringing.telling.tell_of_turns",
    ),
    Chore(
        "end seasons",
        timedelta(minutes=5),
        "Where the last day for answers is over, crews begin that enough people said yes to.",
        "kinweave.weaving.actions.end_seasons",
    ),
    Chore(
        "forget preparations",
        timedelta(days=1),
        "What people replied to a host, and who had which role, is deleted a month after the last "
        "date.",
        "kinweave.preparing.actions.forget_old",
    ),
    Chore(
        "forget mixing plans",
        timedelta(days=1),
        "Who sat with whom at a gathering, and names of those without an account, are deleted a "
        "month after the date.",
        "kinweave.mixing.actions.forget_old",
    ),
    Chore(
        "open rounds",
        timedelta(hours=1),
        "Where a circle wishes for a round of pairs every so many weeks, the next one opens.",
        "kinweave.rounds.actions.open_due",
    ),
    Chore(
        "tell of endings",
        timedelta(days=1),
        "Whoever holds a responsibility whose term ends within thirty days is told so, once.",
        "kinweave.circles.actions.tell_of_endings",
    ),
    Chore(
        "clear card tables",
        timedelta(hours=6),
        "Decks that were laid on a table more than a day ago are cleared away.",
        "kinweave.decks.actions.clear_old",
    ),
    Chore(
        "forget stray pictures of cards",
        timedelta(days=1),
        "Pictures of cards that are gone, or of an upload that was killed, are deleted.",
        "kinweave.decks.pictures.forget_stray_pictures",
    ),
    Chore(
        "forget what was brought",
        timedelta(days=1),
        "What came in from files of cards is told for a month; zips that nobody will look into "
        "any more are deleted.",
        "kinweave.decks.taking_in.forget_brought",
    ),
    Chore(
        "forget sheets",
        timedelta(days=1),
        "Files of card decks that are gone are deleted.",
        "kinweave.decks.sheets.forget_sheets",
    ),
    Chore(
        "forget bound books",
        timedelta(days=1),
        "PDFs and EPUBs of handbooks that have changed since, or are gone, are deleted.",
        "kinweave.binding.tidying.forget_bound",
    ),
    Chore(
        "tell what comes next",
        timedelta(hours=1),
        "A crew is told what came of the question what comes next, once the time is up.",
        "kinweave.crews.actions.tell_what_came",
    ),
    Chore(
        "note crews' meetings",
        timedelta(days=1),
        "Who came to a crew's meeting is noted as having met, for the two of them alone.",
        "kinweave.crews.meeting.note_meetings",
    ),
    Chore(
        "end old calls",
        timedelta(hours=6),
        "A call for a crew whose last day has passed ends, and those who answered are told.",
        "kinweave.calling.actions.end_old",
    ),
)
