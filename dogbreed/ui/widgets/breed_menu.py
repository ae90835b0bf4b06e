"""A menu of kennel groups and breeds, whose choice the page's address keeps by name."""

from collections.abc import Iterable, Sequence

import streamlit as st

from dogbreed.breeds import BREEDS, GROUPS, breed
from dogbreed.networks.registry import REGISTRY

GROUP_NAMES = [group.name for group in GROUPS]


def breed_menu(label: str, options: Sequence[str], key: str) -> str | None:
    """The chosen group's name or breed's WordNet id; None for any.

    Args:
        label: Label of the menu.
        options: See `groups_and_breeds`.
        key: Of the widget, and the parameter of the address.
    """
    return st.selectbox(
        label, options, index=None, format_func=name, placeholder="Any breed", key=key, bind="query-params"
    )


def groups_and_breeds(wnids: Iterable[str]) -> list[str]:
    """The groups of some breeds, then the breeds in order of their names.

    Args:
        wnids: WordNet ids of the breeds.
    """
    present = set(wnids)
    dogs = [dog for dog in BREEDS if dog.wnid in present]
    groups = {dog.group for dog in dogs}
    return [group for group in GROUP_NAMES if group in groups] + [
        dog.wnid for dog in sorted(dogs, key=lambda dog: dog.name)
    ]


def name(of: str) -> str:
    """The name of a breed, given its WordNet id, or of a group, given its name."""
    return of if of in GROUP_NAMES else breed(of).name


def names_in_address(page: str, keys: Sequence[str]) -> None:
    """Redirect to an address with names if this one has WordNet ids of breeds or folders of networks.

    Streamlit binds a menu to the names that it shows. Call this before any widget is bound to the address.

    Args:
        page: File of the page, "pages/mistakes.py".
        keys: Of its menus.
    """
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    names = {dog.wnid: dog.name for dog in BREEDS} | {folder: entry.title for folder, entry in REGISTRY.items()}
    named = {key: [names[id]] for key in keys if (id := st.query_params.get(key, "")) in names}
    if named:
        st.switch_page(page, query_params=address | named)
