"""Addresses that belong to nobody."""


def is_example(address: str) -> bool:
    """Whether the domain ends in `.example`: RFC 2606 keeps it for examples, nobody has such a mailbox.

    What is no address, with no or two @, is none. Upper case and a closing dot make no difference.
    """
    if address.count("@") != 1:
        return False
    domain = address.rpartition("@")[2].strip(" >").rstrip(".")
    return domain.rpartition(".")[2].casefold() == "example"
