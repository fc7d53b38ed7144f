"""Whether the functions that guard the vault give what their authors published, called as here."""

from __future__ import annotations

from hashlib import blake2b

import nacl.bindings
import nacl.exceptions
import pytest

ARGON2ID = nacl.bindings.crypto_pwhash_ALG_ARGON2ID13


@pytest.mark.parametrize(
    ("passphrase", "salt", "passes", "memory", "begins", "size"),
    [
        (
            "b540beb016a5366524d4605156493f9874514a5aa58818cd0c6dfffaa9e90205f17b",
            "44071f6d181561670bda728d43fb79b4",
            1,
            1_631_659,
            "7fb72409b0987f8190c3729710e98c3f80c5a8727d425fdcde7f3644d467fe97"
            "3f5b5fee683bd3fce812cb9ae5e9921a2d06c2f1905e4e839692f2b934b682f1",
            231,
        ),
        (
            "a347ae92bce9f80f6f595a4480fc9c2fe7e7d7148d371e9487d75f5c23008ffae0"
            "65577a928febd9b1973a5a95073acdbeb6a030cfc0d79caa2dc5cd011cef02c08d"
            "a232d76d52dfbca38ca8dcbd665b17d1665f7cf5fe59772ec909733b24de97d6f5"
            "8d220b20c60d7c07ec1fd93c52c31020300c6c1facd77937a597c7a6",
            "5541fbc995d5c197ba290346d2c559de",
            5,
            7_256_678,
            "18acec5d6507739f203d1f5d9f1d862f7c2cdac4f19d2bdff64487e60d969e3c"
            "ed615337b9eec6ac4461c6ca07f0939741e57c24d0005c7ea171a0ee1e734824",
            155,
        ),
    ],
    ids=["one pass", "five passes"],
)
def test_argon2id_gives_what_libsodium_published(passphrase, salt, passes, memory, begins, size):
    """libsodium, test/default/pwhash_argon2id."""
    words, salt = bytes.fromhex(passphrase), bytes.fromhex(salt)
    made = nacl.bindings.crypto_pwhash_alg(size, words, salt, passes, memory, ARGON2ID)
    assert made.hex().startswith(begins)


def test_xchacha20_poly1305_gives_what_its_draft_published():
    """draft-irtf-cfrg-xchacha-03, appendix A.3.1."""
    key, nonce = bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58))
    beside = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    text = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you "
        b"only one tip for the future, sunscreen would be it."
    )
    sealed = bytes.fromhex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
        "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        "21f9664c97637da9768812f615c68b13b52e"
        "c0875924c1c7987947deafd8780acf49"
    )
    seal = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_encrypt
    unseal = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt
    assert seal(text, beside, nonce, key) == sealed
    assert unseal(sealed, beside, nonce, key) == text
    with pytest.raises(nacl.exceptions.CryptoError):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), beside, nonce, key)


def test_blake2b_gives_what_its_rfc_published():
    """RFC 7693, appendix A."""
    assert blake2b(b"abc").hexdigest() == (
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
        "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"
    )


def test_keyed_blake2b_gives_what_its_authors_published():
    """The known answers of BLAKE2b with a key, for an empty message and for the byte 0."""
    key = bytes(range(64))
    assert blake2b(b"", key=key).hexdigest() == (
        "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786"
        "b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568"
    )
    assert blake2b(b"\0", key=key).hexdigest() == (
        "961f6dd1e4dd30f63901690c512e78e4b45e4742ed197c3c5e45c549fd25f2e4"
        "187b0bc9fe30492b16b0d0bc4ef9b0f34c7003fac09a5ef1532e69430234cebd"
    )
