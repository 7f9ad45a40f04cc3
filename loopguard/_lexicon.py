"""Words that tell how a message went and whether it is about doing again, in languages that agents mostly speak."""

from __future__ import annotations

from typing import Final

STEM: Final = 5


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words.split())


IDLE: Final = _stems(
    "a an and are as at be been but by do for from had has have he her his i if in is it its me my of on or our she so "
    "than that the their them then there these they this those to us was we were with would you your will can could"
)
WAITING_TOLD: Final = frozenset(
    "pending waiting running queued in_progress processing retry retrying rate_limited throttled 102 202 425 429 503 "
    "not_ready not_yet in-progress started starting busy scheduled unavailable working building polling deferred "
    "backoff loading wartet laufend attente pendiente espera".split()
)
WELL_TOLD: Final = frozenset(
    "ok okay done success successful succeeded passed approved accepted 200 201 204 pass green resolved completed "
    "complete finished yes agreed good ack true merged healthy sent delivered created updated saved stored written "
    "valid verified confirmed clean fixed ready acknowledged received granted deployed closed match found acked "
    "fertig erledigt erfolg fini reussi réussi hecho listo bien".split()
)
ILL_TOLD: Final = frozenset(
    "error errors err fail failed fails failing failure exception panic fatal denied deny refused timeout timedout "
    "forbidden crash crashed aborted abort unsuccessful rejected reject declined invalid conflict broken blocked red "
    "changes requested disagree disagreed no false nack missing lost unresolved incomplete worse regression bad "
    "not overdue expired unauthorized unauthorised undecided tie tied unchanged empty none killed oom "
    "fehler fehlgeschlagen abgelehnt echec échec refus fallo fallido rechazado".split()
)
WAITING_SAID: Final = frozenset(
    "pending running queued processing throttled throttling backoff unavailable unfinished busy scheduled 429 503 "
    "alive heartbeat keepalive uploading downloading compiling linking installing verifying syncing indexing rendering "
    "todavía pendiente proceso wartet läuft attente".split()
)
PUT_OFF: Final = tuple(
    frozenset(words.split())
    for words in (
        "rate limit", "too many requests", "in progress", "not ready", "not yet", "not done", "not finished",
        "still building", "still working", "back off",
    )
)  # fmt: skip
ILL_SAID: Final = frozenset(
    "error errors failed fails failure exception traceback panic fatal denied refused timeout forbidden crash crashed "
    "aborted unsuccessful fehler fehlgeschlagen échec erreur fallo fallido".split()
)
WELL_SAID: Final = frozenset(
    "ok okay done success successful succeeded passed approved accepted resolved complete completed finished agreed "
    "lgtm fixed merged deployed ack committed healthy received good fertig erledigt terminé hecho listo".split()
)
AGAIN: Final = _stems(
    "again still retry attempt same unchanged identical repeat remains already before previous once instead "
    "reconsider try retrying different difference erneut wieder encore nouveau vez otra"
)
