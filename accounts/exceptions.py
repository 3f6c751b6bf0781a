class WrongPassword(Exception):
    """The password is not the one that this registration or account has."""


class AddressTaken(Exception):
    """An account with this address was made meanwhile."""


class StaffAccount(Exception):
    """Staff accounts carry rights and are closed by another administrator."""
