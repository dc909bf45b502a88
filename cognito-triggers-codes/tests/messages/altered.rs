//! Checks that an altered message never decrypts and never panics.

use crate::decrypt;
use crate::vectors::{Vector, all};

/// The vectors of a suite, which decrypt as they are.
fn of_suite(suite: &str) -> impl Iterator<Item = Vector> {
    let vectors: Vec<Vector> = all().into_iter().filter(|vector| vector.name.starts_with(suite)).collect();
    assert_eq!(vectors.len(), 21);
    vectors.into_iter().inspect(|vector| {
        assert_eq!(decrypt(&vector.message).expect(&vector.name), vector.plaintext.as_bytes());
    })
}

/// Each bit would be eight times the work; the bit that is flipped goes round instead.
fn each_byte_counts(suite: &str) {
    let mut tried = 0;
    for Vector { name, mut message, .. } in of_suite(suite) {
        for at in 0..message.len() {
            for flip in [1 << (at % 8), 0xff] {
                message[at] ^= flip;
                assert!(decrypt(&message).is_err(), "{name}: byte {at} ^ {flip:#04x} makes no difference");
                message[at] ^= flip;
                tried += 1;
            }
        }
    }
    println!("{suite}: {tried} altered messages");
    assert!(tried > 18_000, "{tried}");
}

#[test]
fn each_byte_counts_in_0178() {
    each_byte_counts("0178");
}

#[test]
fn each_byte_counts_in_0378() {
    each_byte_counts("0378");
}

#[test]
fn each_byte_counts_in_0478() {
    each_byte_counts("0478");
}

#[test]
fn each_byte_counts_in_0578() {
    each_byte_counts("0578");
}

/// Of one message of each suite, each bit.
#[test]
fn each_bit_counts() {
    for Vector { name, mut message, .. } in all().into_iter().filter(|v| v.name.ends_with("framed pool")) {
        for at in 0..message.len() {
            for bit in 0..8 {
                message[at] ^= 1 << bit;
                assert!(decrypt(&message).is_err(), "{name}: bit {bit} of byte {at} makes no difference");
                message[at] ^= 1 << bit;
            }
        }
    }
}

#[test]
fn no_beginning_of_a_message_is_one() {
    for Vector { name, message, .. } in all() {
        for length in 0..message.len() {
            let error = decrypt(&message[..length]).expect_err(&name).to_string();
            assert!(error.contains("ends") || error.contains("is not"), "{name}, {length} bytes: {error}");
        }
    }
}

#[test]
fn nothing_may_follow() {
    for Vector { name, message, .. } in all() {
        for more in [b"\0".as_slice(), b"\xff", &[0; 16], &message[..1], &message] {
            let longer = [&message, more].concat();
            let error = decrypt(&longer).expect_err(&name).to_string();
            assert!(error.contains("the message goes on after its end"), "{name}: {error}");
        }
    }
}

/// Bytes that change places, and bytes that are gone, in the middle.
#[test]
fn order_and_number_count() {
    for Vector { name, message, .. } in all().into_iter().filter(|v| v.name.contains(" pool")) {
        for at in 0..message.len() - 1 {
            let mut swapped = message.clone();
            swapped.swap(at, at + 1);
            assert!(swapped == message || decrypt(&swapped).is_err(), "{name}: {at} and the next one");
            let mut shorter = message.clone();
            shorter.remove(at);
            assert!(decrypt(&shorter).is_err(), "{name}: without {at}");
            let mut longer = message.clone();
            longer.insert(at, 0);
            assert!(decrypt(&longer).is_err(), "{name}: one more at {at}");
        }
    }
}
