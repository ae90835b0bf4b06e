"""A menu of kennel groups and breeds whose choice is kept in the page's address, by name."""

from collections.abc import Iterable, Sequence

import streamlit as st

from dogbreed.breeds import BREEDS, GROUPS, breed

GROUP_NAMES = [group.name for group in GROUPS]


def breed_menu(label: str, options: Sequence[str], key: str) -> str | None:
    """The group's name or the breed's WordNet id that was chosen; None for any.

    Args:
        label: Of the menu.
        options: See `groups_and_breeds`.
        key: Of the widget and of the address's parameter.
    """
    return st.selectbox(
        label, options, index=None, format_func=name, placeholder="Any breed", key=key, bind="query-params"
    )


def groups_and_breeds(wnids: Iterable[str]) -> list[str]:
    """The groups and, by name, the breeds of some WordNet ids."""
    present = set(wnids)
    dogs = [dog for dog in BREEDS if dog.wnid in present]
    groups = {dog.group for dog in dogs}
    return [group for group in GROUP_NAMES if group in groups] + [
        dog.wnid for dog in sorted(dogs, key=lambda dog: dog.name)
    ]


def name(of: str) -> str:
    """The name of a breed or group."""
    return of if of in GROUP_NAMES else breed(of).name


def name_wordnet_ids(page: str, keys: Sequence[str]) -> None:
    """Go on to the address that names breeds if this one has their WordNet ids: Streamlit binds menus to names.

    Nothing on the page may be bound to the address before.

    Args:
        page: File of the page, "pages/mistakes.py".
        keys: Of its menus.
    """
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    names = {dog.wnid: dog.name for dog in BREEDS}
    named = {key: [names[wnid]] for key in keys if (wnid := st.query_params.get(key, "")) in names}
    if named:
        st.switch_page(page, query_params=address | named)
