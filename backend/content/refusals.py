"""Why an item cannot be published, or saved while it is."""

from backend.errors import Invalid


class LeadsElsewhere(Invalid):
    """The organisation's tracked links may not lead to the item's site."""

    def __init__(self) -> None:
        super().__init__(
            "The link leads to a site that is not on the list.", "An admin can add it under Sharing."
        )


class CaptionsRefused(Invalid):
    """The rules in force warn of a caption."""

    def __init__(self) -> None:
        super().__init__("The rules object to a caption.", "Change what is marked below.")


class FewReaders(Invalid):
    """A campaign of its own would tell the company's web statistics of so few people one by one."""

    def __init__(self) -> None:
        super().__init__(
            "Too few people are in the groups it is for: with a campaign of its own your web statistics"
            " would tell of them one by one.",
            "Leave the campaign empty.",
        )


class AudienceGone(Invalid):
    """Its only group was deleted, and nobody has said for whom it is now."""

    def __init__(self) -> None:
        super().__init__("Its group was deleted, so nobody sees it.", "Choose for whom it is.")
