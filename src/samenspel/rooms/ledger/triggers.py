# ruff: noqa: S608 - every statement is made of the names in this file
"""The triggers that keep the ledger right, on SQLite and on PostgreSQL. Nothing gets around them, a bare statement neither.

A line, once written, writes its two entries; an entry moves its account. An account moves only to what its last entry
says, and an entry stands only for a line. What was booked is never changed or removed. A hold sets amounts aside as long
as it is open.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_NEVER = ("ledger_transfer", "ledger_line", "ledger_entry", "ledger_holdline")
"""Tables of which no row is ever changed."""
_KEPT = (*_NEVER, "ledger_unit", "ledger_account", "ledger_hold")
"""Tables of which no row is ever removed."""

_SAME_UNIT = """
EXISTS (SELECT 1 FROM ledger_account AS giver JOIN ledger_account AS taker ON giver.unit_id = taker.unit_id
    WHERE giver.id = NEW.giver_id AND taker.id = NEW.taker_id
    AND giver.collective_id = NEW.collective_id AND taker.collective_id = NEW.collective_id
    AND giver.closed_at IS NULL AND taker.closed_at IS NULL)
"""
_SET_APART = """
EXISTS (SELECT 1 FROM ledger_account AS giver WHERE giver.id = NEW.giver_id AND giver.purpose <> ''
    AND giver.purpose <> (SELECT purpose FROM ledger_{parent} WHERE id = NEW.{parent}_id))
"""
_PARENT_IS_HERE = """
EXISTS (SELECT 1 FROM ledger_{parent} WHERE id = NEW.{parent}_id AND collective_id = NEW.collective_id)
"""
_ENTRY_STANDS = """
EXISTS (SELECT 1 FROM ledger_line AS line JOIN ledger_account AS account ON account.id = NEW.account_id
    WHERE line.id = NEW.line_id AND line.transfer_id = NEW.transfer_id AND line.collective_id = NEW.collective_id
    AND ((line.giver_id = NEW.account_id AND NEW.amount = -line.amount)
        OR (line.taker_id = NEW.account_id AND NEW.amount = line.amount))
    AND NEW.sequence = account.sequence + 1 AND NEW.after = account.balance + NEW.amount)
"""
_BALANCE_STANDS = """
(NEW.balance = OLD.balance AND NEW.sequence = OLD.sequence) OR
(NEW.sequence = OLD.sequence + 1 AND EXISTS (SELECT 1 FROM ledger_entry
    WHERE account_id = NEW.id AND sequence = NEW.sequence AND after = NEW.balance))
"""
_HELD = """
(SELECT COALESCE(SUM(line.amount), 0) FROM ledger_holdline AS line JOIN ledger_hold AS hold ON hold.id = line.hold_id
    WHERE line.{side}_id = {account} AND hold.state = 'open')
"""
_FIXED = {
    "ledger_account": ("id", "collective_id", "unit_id", "kind", "person_id", "purpose", "opened_at"),
    "ledger_unit": ("id", "collective_id", "code", "kind", "decimals"),
    "ledger_hold": (
        "id", "collective_id", "kind", "purpose", "place", "version", "decision_id", "made_at", "expires_at",
    ),
}  # fmt: skip
"""Columns that never change, of tables of which others may."""


_TAKEN = {
    **dict.fromkeys(_KEPT, (("id",),)),
    "ledger_entry": (("collective_id", "line_id", "account_id"),),
    "ledger_holdline": (("id",), ("collective_id", "hold_id", "giver_id", "taker_id")),
}
"""What names a row, by table. SQLite's INSERT OR REPLACE would remove the row of that name without asking a trigger."""


def _held(side: str, account: str) -> str:
    return _HELD.format(side=side, account=account)


_MOVED = {
    table: " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    for table, columns in _FIXED.items()
}

_REFUSED = {
    "unit": "both accounts of a line are open accounts of one unit in one collective",
    "apart": "this account is set apart: amounts leave it only for its purpose",
    "parent": "a line belongs to a transfer or hold of its own collective",
    "open": "only an open hold takes lines",
    "entry": "an entry stands for a line, and follows on the last one",
    "balance": "a balance is what the last entry says",
    "held": "what is set aside is what open holds say",
    "fresh": "an account is opened at nought",
    "fixed": "this is fixed",
    "ended": "a hold ends once",
    "changed": "what was booked is never changed",
    "removed": "what was booked is never removed",
}
"""What the database says when it refuses."""


# ------------------------------------------------------------------ SQLite


def _sqlite() -> dict[str, str]:
    def refuse(key: str, unless: str) -> str:
        return f"SELECT RAISE(ABORT, '{_REFUSED[key]}') WHERE NOT ({unless});"

    made: dict[str, str] = {}
    for table in _NEVER:
        made[f"{table}_no_update"] = f"BEFORE UPDATE ON {table} BEGIN {refuse('changed', '0')} END"
    for table in _KEPT:
        made[f"{table}_no_delete"] = f"BEFORE DELETE ON {table} BEGIN {refuse('removed', '0')} END"
    for table, names in _TAKEN.items():
        same = " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{column} = NEW.{column}' for column in name)})"
            for name in names
        )
        made[f"{table}_no_replace"] = (
            f"BEFORE INSERT ON {table} BEGIN {refuse('removed', f'NOT ({same})')} END"
        )
    for table, moved in _MOVED.items():
        moved = moved.replace("IS DISTINCT FROM", "IS NOT")  # noqa: PLW2901 - the same in older SQLite
        made[f"{table}_fixed"] = f"BEFORE UPDATE ON {table} WHEN {moved} BEGIN {refuse('fixed', '0')} END"
    made["ledger_account_fresh"] = (
        "BEFORE INSERT ON ledger_account WHEN NEW.balance <> 0 OR NEW.held <> 0 OR NEW.coming <> 0 OR NEW.sequence <> 0 "
        f"BEGIN {refuse('fresh', '0')} END"
    )
    made["ledger_account_stands"] = (
        "BEFORE UPDATE ON ledger_account BEGIN "
        + refuse("balance", _BALANCE_STANDS)
        + refuse("held", f"(NEW.held = OLD.held OR NEW.held = {_held('giver', 'NEW.id')})")
        + refuse("held", f"(NEW.coming = OLD.coming OR NEW.coming = {_held('taker', 'NEW.id')})")
        + " END"
    )
    made["ledger_line_stands"] = (
        "BEFORE INSERT ON ledger_line BEGIN "
        + refuse("parent", _PARENT_IS_HERE.format(parent="transfer"))
        + refuse("unit", _SAME_UNIT)
        + refuse("apart", f"NOT {_SET_APART.format(parent='transfer')}")
        + " END"
    )
    entry = (
        "INSERT INTO ledger_entry (account_id, sequence, collective_id, transfer_id, line_id, amount, after) "
        "SELECT id, sequence + 1, collective_id, NEW.transfer_id, NEW.id, {sign}NEW.amount, balance {plus} NEW.amount "
        "FROM ledger_account WHERE id = NEW.{side}_id;"
    )
    made["ledger_line_moves"] = (
        "AFTER INSERT ON ledger_line BEGIN "
        + entry.format(sign="-", plus="-", side="giver")
        + entry.format(sign="", plus="+", side="taker")
        + " END"
    )
    made["ledger_entry_stands"] = f"BEFORE INSERT ON ledger_entry BEGIN {refuse('entry', _ENTRY_STANDS)} END"
    made["ledger_entry_moves"] = (
        "AFTER INSERT ON ledger_entry BEGIN "
        "UPDATE ledger_account SET balance = NEW.after, sequence = NEW.sequence WHERE id = NEW.account_id; END"
    )
    made["ledger_holdline_stands"] = (
        "BEFORE INSERT ON ledger_holdline BEGIN "
        + refuse("parent", _PARENT_IS_HERE.format(parent="hold"))
        + refuse("open", "(SELECT state FROM ledger_hold WHERE id = NEW.hold_id) = 'open'")
        + refuse("unit", _SAME_UNIT)
        + refuse("apart", f"NOT {_SET_APART.format(parent='hold')}")
        + " END"
    )
    made["ledger_holdline_holds"] = (
        "AFTER INSERT ON ledger_holdline BEGIN "
        f"UPDATE ledger_account SET held = {_held('giver', 'ledger_account.id')} WHERE id = NEW.giver_id; "
        f"UPDATE ledger_account SET coming = {_held('taker', 'ledger_account.id')} WHERE id = NEW.taker_id; END"
    )
    made["ledger_hold_ends_once"] = (
        "BEFORE UPDATE ON ledger_hold WHEN OLD.state <> 'open' BEGIN " + refuse("ended", "0") + " END"
    )
    made["ledger_hold_releases"] = (
        "AFTER UPDATE ON ledger_hold WHEN NEW.state <> OLD.state BEGIN "
        f"UPDATE ledger_account SET held = {_held('giver', 'ledger_account.id')} "
        "WHERE id IN (SELECT giver_id FROM ledger_holdline WHERE hold_id = NEW.id); "
        f"UPDATE ledger_account SET coming = {_held('taker', 'ledger_account.id')} "
        "WHERE id IN (SELECT taker_id FROM ledger_holdline WHERE hold_id = NEW.id); END"
    )
    return made


# ------------------------------------------------------------------ PostgreSQL


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _postgresql() -> tuple[tuple[str, ...], tuple[tuple[str, str, str, str], ...]]:
    """The functions, and the triggers as (name, table, when, function)."""

    def refuse(key: str, unless: str) -> str:
        return f"IF NOT ({unless}) THEN RAISE EXCEPTION '{_REFUSED[key]}'; END IF;"

    entry = (
        "INSERT INTO ledger_entry (account_id, sequence, collective_id, transfer_id, line_id, amount, after) "
        "SELECT id, sequence + 1, collective_id, NEW.transfer_id, NEW.id, {sign}NEW.amount, balance {plus} NEW.amount "
        "FROM ledger_account WHERE id = NEW.{side}_id;"
    )
    update = "UPDATE ledger_account SET {column} = {held} WHERE id {which};"
    of_hold = "IN (SELECT {side}_id FROM ledger_holdline WHERE hold_id = NEW.id)"
    functions = [
        _function("ledger_never_changed", f"RAISE EXCEPTION '{_REFUSED['changed']}';"),
        _function("ledger_never_removed", f"RAISE EXCEPTION '{_REFUSED['removed']}';"),
        *[
            _function(
                f"{table}_fixed",
                f"IF {moved} THEN RAISE EXCEPTION '{_REFUSED['fixed']}'; END IF; RETURN NEW;",
            )
            for table, moved in _MOVED.items()
        ],
        _function(
            "ledger_account_fresh",
            refuse("fresh", "NEW.balance = 0 AND NEW.held = 0 AND NEW.coming = 0 AND NEW.sequence = 0")
            + " RETURN NEW;",
        ),
        _function(
            "ledger_account_stands",
            refuse("balance", _BALANCE_STANDS)
            + refuse("held", f"(NEW.held = OLD.held OR NEW.held = {_held('giver', 'NEW.id')})")
            + refuse("held", f"(NEW.coming = OLD.coming OR NEW.coming = {_held('taker', 'NEW.id')})")
            + " RETURN NEW;",
        ),
        _function(
            "ledger_line_stands",
            # both rows are locked in one order, so that two transfers between the same accounts never wait for each other
            "PERFORM 1 FROM ledger_account WHERE id IN (NEW.giver_id, NEW.taker_id) ORDER BY id FOR UPDATE;"
            + refuse("parent", _PARENT_IS_HERE.format(parent="transfer"))
            + refuse("unit", _SAME_UNIT)
            + refuse("apart", f"NOT {_SET_APART.format(parent='transfer')}")
            + " RETURN NEW;",
        ),
        _function(
            "ledger_line_moves",
            entry.format(sign="-", plus="-", side="giver")
            + entry.format(sign="", plus="+", side="taker")
            + " RETURN NULL;",
        ),
        _function("ledger_entry_stands", refuse("entry", _ENTRY_STANDS) + " RETURN NEW;"),
        _function(
            "ledger_entry_moves",
            "UPDATE ledger_account SET balance = NEW.after, sequence = NEW.sequence WHERE id = NEW.account_id; RETURN NULL;",
        ),
        _function(
            "ledger_holdline_stands",
            "PERFORM 1 FROM ledger_account WHERE id IN (NEW.giver_id, NEW.taker_id) ORDER BY id FOR UPDATE;"
            + refuse("parent", _PARENT_IS_HERE.format(parent="hold"))
            + refuse("open", "(SELECT state FROM ledger_hold WHERE id = NEW.hold_id) = 'open'")
            + refuse("unit", _SAME_UNIT)
            + refuse("apart", f"NOT {_SET_APART.format(parent='hold')}")
            + " RETURN NEW;",
        ),
        _function(
            "ledger_holdline_holds",
            update.format(column="held", held=_held("giver", "ledger_account.id"), which="= NEW.giver_id")
            + update.format(column="coming", held=_held("taker", "ledger_account.id"), which="= NEW.taker_id")
            + " RETURN NULL;",
        ),
        _function("ledger_hold_ends_once", refuse("ended", "OLD.state = 'open'") + " RETURN NEW;"),
        _function(
            "ledger_hold_releases",
            "IF NEW.state <> OLD.state THEN "
            + update.format(
                column="held", held=_held("giver", "ledger_account.id"), which=of_hold.format(side="giver")
            )
            + update.format(
                column="coming", held=_held("taker", "ledger_account.id"), which=of_hold.format(side="taker")
            )
            + " END IF; RETURN NULL;",
        ),
    ]
    triggers = [
        *[(f"{table}_no_update", table, "BEFORE UPDATE", "ledger_never_changed") for table in _NEVER],
        *[(f"{table}_no_delete", table, "BEFORE DELETE", "ledger_never_removed") for table in _KEPT],
        *[(f"{table}_fixed", table, "BEFORE UPDATE", f"{table}_fixed") for table in _MOVED],
        *[
            (name, table, when, name)
            for name, table, when in (
                ("ledger_account_fresh", "ledger_account", "BEFORE INSERT"),
                ("ledger_account_stands", "ledger_account", "BEFORE UPDATE"),
                ("ledger_line_stands", "ledger_line", "BEFORE INSERT"),
                ("ledger_line_moves", "ledger_line", "AFTER INSERT"),
                ("ledger_entry_stands", "ledger_entry", "BEFORE INSERT"),
                ("ledger_entry_moves", "ledger_entry", "AFTER INSERT"),
                ("ledger_holdline_stands", "ledger_holdline", "BEFORE INSERT"),
                ("ledger_holdline_holds", "ledger_holdline", "AFTER INSERT"),
                ("ledger_hold_ends_once", "ledger_hold", "BEFORE UPDATE"),
                ("ledger_hold_releases", "ledger_hold", "AFTER UPDATE"),
            )
        ],
    ]
    return tuple(functions), tuple(triggers)


def create(editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    if editor.connection.vendor != "postgresql":
        for name, body in _sqlite().items():
            editor.execute(f"CREATE TRIGGER {name} {body}")
        return
    functions, triggers = _postgresql()
    for function in functions:
        editor.execute(function)
    for name, table, when, function in triggers:
        editor.execute(f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()")
    for table in _KEPT:
        editor.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION ledger_never_removed()"
        )


def drop(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away: only for undoing the migration, and for emptying a test database."""
    if editor.connection.vendor != "postgresql":
        for name in _sqlite():
            editor.execute(f"DROP TRIGGER {name}")
        return
    for name, table, _, _ in _postgresql()[1]:
        editor.execute(f"DROP TRIGGER {name} ON {table}")
    for table in _KEPT:
        editor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
