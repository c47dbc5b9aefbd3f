"""What is not shown of the tables that refer to a person, and why; held complete as SECTIONS are."""

SECRET, INNER, NOT_YOURS = (
    "would open a door",
    "means something inside only",
    "about the thing, not the person",
)
KEYED = (
    *("device", "web_session", "invitation", "connect_code", "share", "ledger", "import_run"),
    *("engagement", "goal", "duty", "pilot", "roster_file"),
)
# what is not shown of the same tables, and why
UNSHOWN = {
    "person.password_hash": SECRET,
    "person.deactivated_at": "empty for whoever can read this",
    "person.erased_at": "empty for whoever can read this",
    "device.token_hash": SECRET,
    "web_session.token_hash": SECRET,
    "invitation.code_hash": SECRET,
    "connect_code.code_hash": SECRET,
    "connect_code.challenge": SECRET,
    "connect_code.redirect_uri": "the same for everybody",
    **{f"guideline.{name}": NOT_YOURS for name in ("en", "de", "note_de", "asks")},
    **{
        f"training.{name}": "which questions were drawn; no answer is kept"
        for name in ("release", "seed", "is_open")
    },
    "kept_answer.key": INNER,
    "kept_answer.digest": INNER,
    "kept_answer.status": INNER,
    "oidc_account.groups": "stand among your groups",
    "arrival.leased_until": INNER,
    "roster_file.lines": NOT_YOURS,
    "digest.leased_until": INNER,
    "ledger.day": "the day of `at`",
    "ledger.share_id": "shown by its title",
    "ledger.tip_id": "shown by its title",
    "ledger.author_id": "shown by their name, to the one whose points they are",
    "ledger.reverses": INNER,
    "ledger.award": "says what for once more, so that nothing counts twice",
    "share.item_id": "shown by its title",
    "share.caption_id": INNER,
    "membership.group_id": "shown by its name",
    "season_place.season_id": "shown by its name",
    "season_place.number": INNER,
    "proposal.tip_id": "shown by its page",
    **{f"audit_entry.{name}": INNER for name in ("number", "hash", "who_digest", "words_digest")},
    **{f"audit_entry.{name}": "lets others try guesses" for name in ("who_salt", "words_salt")},
    **{
        f"import_run.{name}": NOT_YOURS
        for name in ("feed_id", "subscribe", "position", "total", "report", "leased_until")
    },
    **{f"goal.{name}": NOT_YOURS for name in ("kpi", "target")},
    **{
        f"pilot.{name}": NOT_YOURS
        for name in ("question", "group_id", "part", "baseline_weeks", "pilot_weeks", "rolled_out_at")
    },
    **{f"rule_review.{name}": INNER for name in ("installation_id", "state")},
    **{f"rule_release.{name}": NOT_YOURS for name in ("body", "server_body", "sha256", "sources")},
    **{f"{table}.id": INNER for table in KEYED},
}
