"""What is written in books."""

from __future__ import annotations

from io import BytesIO

from kinweave.access import Audience, Viewer
from kinweave.binding import actions as binding
from kinweave.binding.leaves import Wanted
from kinweave.binding.models import Bound, Extent, Format
from kinweave.handbook import actions
from kinweave.handbook.models import Bringing, Embed, Enclosure, Picture, Wording
from kinweave.handbook.models.page import ALBUM, SIZES
from kinweave.jobs.actions import run_due
from kinweave.jobs.models import State
from tests.builders import NOW
from tests.world.cast import MEMBERS, POD, World

FILM = "https://video.example/a"


def what_is_written(world: World) -> None:
    """Riverbend has a book for its members, with a page that has been changed, one that was taken
    out, and a change that Fenna proposes; its pod has a book of its own. The mill's is for all."""
    pavel, fenna = world["partner"], world["friend"]
    book = actions.begin(
        pavel, world.riverbend, title=world.canary("canary-book", *MEMBERS), at=NOW,
        about=world.canary("canary-about-book", *MEMBERS),
        credit=world.canary("canary-credit", *MEMBERS),
    )  # fmt: skip
    world.handbook = book

    def wrote(word: str, *readers: str) -> dict[str, str]:
        title, text, about = (
            world.canary(f"canary-{part}-{word}", *readers) for part in ("leaf", "text", "told")
        )
        return {"title": title, "text": f"# {title}\n\n{text}\n\n## Part", "description": about}

    first = actions.write_page(pavel, book, **wrote("first", *MEMBERS), at=NOW)
    world.leaf = actions.write_page(
        pavel, book, **wrote("second", *MEMBERS), parent=first, at=NOW,
        why=world.canary("canary-why-first", *MEMBERS),
    )  # fmt: skip
    world.leaf = actions.revise(
        pavel, world.leaf, based_on=1, at=NOW,
        text=world.canary("canary-text-now", *MEMBERS) + f'\n\n{{% embed url="{FILM}" %}}\n',
        why=world.canary("canary-why-changed", *MEMBERS),
    )  # fmt: skip
    in_spanish = actions.begin(
        pavel, world.riverbend, language="es", at=NOW,
        title=world.canary("canary-book-spanish", *MEMBERS),
    )  # fmt: skip
    world.leaf_in_spanish = actions.write_page(
        pavel, in_spanish, **wrote("spanish", *MEMBERS), at=NOW
    )
    actions.translate(pavel, world.leaf_in_spanish, world.leaf)
    gone = actions.write_page(
        pavel, book, **wrote("gone", "partner", "steward"), parent=first, at=NOW
    )
    actions.take_out(pavel, gone, at=NOW)
    world.suggestion = actions.propose(
        fenna, world.leaf, based_on=2, at=NOW,
        text=world.canary("canary-proposed", "friend", "partner", "steward"),
        why=world.canary("canary-why-proposed", "friend", "partner", "steward"),
    )  # fmt: skip
    world.drawing = Picture.objects.create(
        book=book, file="art/canary.png", name="drawing-6x4", width=6, height=4, mark="", made=""
    )
    ALBUM.folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        ALBUM.path_of("drawing-6x4", size).write_bytes(b"a picture")
    world.enclosure = Enclosure.objects.get(
        pk=actions.put_in(
            pavel, book, size=40, called=f"{world.canary('canary-file', *MEMBERS)}.txt",
            upload=BytesIO(world.canary("canary-in-a-file", *MEMBERS).encode()),
        ).pk
    )  # fmt: skip
    world.embed = Embed.objects.create(
        book=book, url=FILM, name="drawing-6x4", width=6, height=4,
        title=world.canary("canary-elsewhere", *MEMBERS), state=State.DONE, next_attempt=NOW,
    )  # fmt: skip
    world.filed = actions.ask(pavel, book, content=b"no zip", at=NOW)
    run_due(NOW, Bringing)
    whole = Wanted(Extent.BOOK, Format.EPUB)
    binding.ask(Viewer.of(fenna.pk), book, whole, at=NOW)
    run_due(NOW, Bound)
    own = actions.begin(
        world["crew member"], world.tuesday_pod, title=world.canary("canary-pod-book", *POD), at=NOW
    )
    actions.write_page(world["crew member"], own, **wrote("of-the-pod", *POD), at=NOW)
    open_to_all = actions.begin(
        world["stranger"], world.millrace, title="Of the millrace", audience=Audience.PUBLIC, at=NOW
    )
    actions.write_page(world["stranger"], open_to_all, title="Sluices", text="Slowly.", at=NOW)
    run_due(NOW, Wording)
