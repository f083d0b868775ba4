"""The ground every table stands on: identity, version, clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import Enum as SqlEnum
from sqlalchemy import inspect
from sqlalchemy.orm import declared_attr, object_session, registry
from sqlmodel import Field, Session, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
tables = registry()
tables.metadata.naming_convention = NAMING

LOCAL = ZoneInfo("Asia/Jakarta")
YEARS = range(2000, 2100)  # beyond them reckoning with days and time zones overflows

_clock: list[Callable[[], datetime]] = []


def now() -> datetime:
    """The only clock: aware UTC, to the microsecond; seeds and tests set it with `set_clock`."""
    return _clock[0]() if _clock else datetime.now(UTC)


def set_clock(clock: Callable[[], datetime] | None) -> None:
    """Replace the clock (None gives the real one back)."""
    _clock[:] = [clock] if clock else []


def today() -> date:
    """The calendar day in the district (WIB)."""
    return now().astimezone(LOCAL).date()


def closed_set(kind: type[StrEnum], *, nullable: bool = False, index: bool = False) -> Any:
    """A column that refuses what is not a member: a bad string would commit on SQLite and spoil every later SELECT."""
    column = SqlEnum(
        kind,
        native_enum=False,
        validate_strings=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )
    return Field(sa_type=column, nullable=nullable, index=index)  # type: ignore[call-overload]


class Row(SQLModel, registry=tables):
    """A row with identity equality: `==` on loaded values would make an expired author unequal to itself."""

    governed: ClassVar[bool] = True
    id: int | None = Field(default=None, primary_key=True)

    @property
    def pk(self) -> int:
        """The id of a saved row; a row that was never flushed has none (ValueError)."""
        if self.id is None:
            raise ValueError(f"{type(self).__name__} has not been saved")
        return self.id

    @property
    def session(self) -> Session:
        """The session this row was loaded in; a verb works in its caller's transaction."""
        found = object_session(self)
        if not isinstance(found, Session):
            raise ValueError(f"{type(self).__name__} belongs to no open session")
        return found

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return False
        mine, its = inspect(self).identity, inspect(other).identity
        return mine is not None and mine == its

    def __hash__(self) -> int:
        return hash(type(self))  # stays the same when a flush gives the row its identity


class Record(Row):
    """A row that changes: each change raises `version`, and a stale one is refused."""

    version: int = Field(default=1, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        table = getattr(cls, "__table__", None)
        return {} if table is None else {"version_id_col": table.c.version}


class Immutable(Row):
    """A row that says what happened: written once; triggers refuse UPDATE, DELETE and REPLACE."""

    immutable: ClassVar[bool] = True
