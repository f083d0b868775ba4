"""A picture whose citizen took his consent back goes out nowhere any more (UU 27/2022)."""

from typing import TYPE_CHECKING

from models.governance.withdrawing import shown
from models.issues import Issue, Issues
from models.playbooks import Level

if TYPE_CHECKING:
    from models.content.contents import Content


class Barring:
    """What may not go out."""

    @property
    def barred_files(self: "Content") -> Issues:
        """Withdrawn bars whatever was answered; expired where a consent is what the file stands on and the playbook wants it linked."""
        known, visible = self.known_consents(), shown(self)
        draft = self.as_draft()
        strict = self.rules.checks.get("consent_linked", Level.OFF) is Level.REQUIRED
        issues = []
        for file in draft.files:
            linked = known.get(file.sha256, ()) if file.sha256 in visible else ()
            if any(one.withdrawn for one in linked):
                issues.append(Issue(f"file:{file.media_id}", "consent_withdrawn", {"file": file.name}))
            elif strict and file.people in self.rules.people.consented and any(one.expired(draft.today) for one in linked):
                issues.append(Issue(f"file:{file.media_id}", "consent_expired", {"file": file.name}))
        return Issues(issues)
