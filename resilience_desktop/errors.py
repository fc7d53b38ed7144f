"""Name what can go wrong, each with words fit for the person in front of the window."""

from __future__ import annotations


class ResilienceError(Exception):
    """Carry a plain sentence that says what happened and what to do now.

    No message may hold a word that the person wrote, nor their passphrase.
    """

    message = "Something went wrong. What was saved is safe; please try again."

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.message)


class WrongPassphrase(ResilienceError):
    """The key file is sound, but this passphrase opens none of its slots."""

    message = "That passphrase does not open this vault. Nothing was changed."


class WrongRecoveryCode(ResilienceError):
    """The code is mistyped, or belongs to another vault."""

    message = (
        "That recovery code does not open this vault. Nothing was changed. "
        "Please compare it with your note, letter by letter."
    )


class NoVault(ResilienceError):
    """There is no vault in this folder."""

    message = "There is no vault in this folder. Choose another folder, or make a new vault."


class VaultExists(ResilienceError):
    """A vault is already in the folder where a new one was to be made."""

    message = "There is a vault in this folder already. It was left as it is."


class Damaged(ResilienceError):
    """A file of the vault does not hold what it should; never a wrong passphrase."""

    message = "The vault's file is damaged. Your passphrase is not the problem. Nothing was changed."


class KeyFileDamaged(Damaged):
    """Both copies of the key file are unreadable; the recovery code still opens the vault."""

    message = (
        "Both copies of the vault's key file are damaged. Your passphrase is not the problem: "
        "your recovery code still opens the vault."
    )


class BackupDamaged(Damaged):
    """A backup does not hold what it held when it was made."""

    message = (
        "This backup is damaged. Your passphrase is not the problem. Nothing was changed; "
        "please choose another backup."
    )


class NoBackup(ResilienceError):
    """The file that was chosen is no backup."""

    message = "This file is no backup of a vault. Nothing was changed; please choose another file."


class NewerVersion(ResilienceError):
    """The file was written by a later version of the program."""

    message = (
        "This vault was written by a newer version of Resilience. Please install the newer "
        "version to open it. Nothing was changed."
    )


class OpenElsewhere(ResilienceError):
    """Another program holds the vault open."""

    message = "This vault is open in another window. Please close it there, then try again."


class VaultGone(ResilienceError):
    """What lies in the vault's place is not what was opened there; nothing was written to it."""

    message = (
        "The vault's folder was moved or removed while it was open. Please put it back, or choose "
        "another place for it on the lock screen."
    )


class NotAllowed(ResilienceError):
    """The file or folder may not be read or written."""

    message = "This folder may not be written to. Please choose another one, or change its rights."


class DiskFull(ResilienceError):
    """There is no room left on the disk."""

    message = "The disk is full. Please make some room; then it will be tried again."


class AlreadyThere(ResilienceError):
    """A file of that name exists, and replacing it was not asked for."""

    message = "There is a file of that name already. It was left as it is."


class TooLong(ResilienceError):
    """An answer is longer than the limit."""

    message = "This answer is longer than a million characters. Please carry on in another one."


class PackError(ResilienceError):
    """A reading pack cannot be used; the message names the file's problem."""

    message = "This reading cannot be shown, because its file has a mistake in it."


class ReadingTooLong(ResilienceError):
    """What was chosen for a reading is more than a pack may hold."""

    message = "This is too long for one reading. Please leave some of it out, or make two readings of it."


class ReadingEmpty(ResilienceError):
    """Nothing was chosen for a reading."""

    message = "There is nothing in this reading yet. Please keep at least one paragraph."


class ExportFailed(ResilienceError):
    """The pages could not be made."""

    message = "The pages could not be made. Nothing was written; please try again."


class CannotImport(ResilienceError):
    """No reading can be made of this file."""

    message = "No reading can be made of this file. It was left as it is; please try another one."


class NeedsPassword(CannotImport):
    """The file opens only with a password, and none was given."""

    message = "This file is protected with a password. Please type the password that opens it."


class WrongFilePassword(CannotImport):
    """The password that was given does not open the file."""

    message = (
        "That password does not open this file. Please compare it with where you noted it, and try again."
    )


class NothingToRead(CannotImport):
    """The file is sound but holds no text, as scanned pages do."""

    message = (
        "There is no text in this file, as when pages were scanned as pictures. Please choose a file whose "
        "words can be selected, or copy the words out of it and paste them."
    )


class DamagedFile(CannotImport):
    """The file does not hold what its kind asks for."""

    message = "This file is damaged, so its text cannot be read. Please choose another copy of it."


class TooMuchToRead(CannotImport):
    """The file is far longer than a reading, or would unpack to more than it may."""

    message = (
        "There is too much in this file: a reading is a few pages. Please save the pages that you need "
        "as a file of their own, and choose that one."
    )


class UnknownKind(CannotImport):
    """The file is of none of the kinds that can be read."""

    message = (
        "Files of this kind cannot be read here. Please save it as PDF, Word (.docx), OpenDocument (.odt), "
        "web page, Markdown or plain text, and choose that file; or copy its words and paste them."
    )
