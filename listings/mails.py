"""The mails to makers, each in the reader's language."""

from accounts.mails import absolute, send
from accounts.models import User
from listings.models import Move
from outbox.handlers import Payload, register
from producers.models import Partner


@register("listings.decided_mail")
def mail_decision(payload: Payload) -> None:
    """To whoever wrote the draft: approved, refused or asked, with the reason."""
    move = Move.objects.select_related("submission__author", "submission__producer").get(
        pk=payload["move"]
    )
    submission = move.submission
    author = submission.author
    if author is None or not author.is_active:
        return
    args = (submission.producer.slug, submission.pk)
    context = {
        "submission": submission,
        "move": move,
        "url": absolute("listings:submission", *args, language=author.language),
    }
    send("listings/mail/decided.txt", to=author.email, language=author.language, context=context)


@register("listings.member_mail")
def mail_member(payload: Payload) -> None:
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    maker = Partner.objects.filter(pk=payload["maker"], users=user).first()
    if user is None or maker is None:
        return
    url = absolute("listings:today", maker.slug, language=user.language)
    context = {"maker": maker, "url": url}
    send("listings/mail/member.txt", to=user.email, language=user.language, context=context)
