#ifndef WORDS_H
#define WORDS_H

#include <cstddef>
#include <cstdint>
#include <cstring>

// Texts by words of eight bytes: cells and names are short, and a call costs more than they do.

#define ALWAYS_INLINE inline __attribute__((always_inline))

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words of text are masked from below");

/// What is copied at a time: so much may be read and written beyond a text's end.
constexpr size_t block = 16;

ALWAYS_INLINE uint64_t load(const uint8_t *from) {
    uint64_t word;
    memcpy(&word, from, 8);
    return word;
}

/// Not 0 where a byte of the word is a backslash.
ALWAYS_INLINE uint64_t backslashes(uint64_t word) {
    word ^= 0x5C5C5C5C5C5C5C5C;
    return (word - 0x0101010101010101) & ~word & 0x8080808080808080;
}

/// The high bit of every byte that is no digit.
ALWAYS_INLINE uint64_t other_than_digits(uint64_t word) {
    word ^= 0x3030303030303030;
    return (((word & 0x7F7F7F7F7F7F7F7F) + 0x7676767676767676) | word) & 0x8080808080808080;
}

/// Copies whole blocks, as far as `block` bytes beyond the text on both sides; says whether there is no
/// backslash in them.
ALWAYS_INLINE bool copy_blocks(const uint8_t *from, size_t size, uint8_t *to) {
    uint64_t found = 0;
    for (size_t index = 0; index < size; index += block) {
        const uint64_t low = load(from + index), high = load(from + index + 8);
        memcpy(to + index, &low, 8);
        memcpy(to + index + 8, &high, 8);
        found |= backslashes(low) | backslashes(high);
    }
    return !found;
}

/// Compares two texts of one size, and reads nothing beyond them.
ALWAYS_INLINE bool same(const uint8_t *left, const uint8_t *right, size_t size) {
    if (size < 8) {
        uint64_t differ = 0;
        for (size_t index = 0; index < size; ++index) differ |= uint64_t(left[index] ^ right[index]);
        return !differ;
    }
    const size_t last = size - 8;
    for (size_t index = 0; index < last; index += 8)
        if (load(left + index) != load(right + index)) return false;
    return load(left + last) == load(right + last);
}

/// Compares two texts of one size with `block` bytes behind each.
ALWAYS_INLINE bool same_padded(const uint8_t *left, const uint8_t *right, size_t size) {
    size_t index = 0;
    for (; index + 8 <= size; index += 8)
        if (load(left + index) != load(right + index)) return false;
    // Only what lies below the end's bit counts; with no bytes left that is nothing.
    const uint64_t rest = (uint64_t(1) << ((size - index) * 8)) - 1;
    return !((load(left + index) ^ load(right + index)) & rest);
}

/// The bits of a word's first bytes, one to eight of them.
ALWAYS_INLINE uint64_t first_bytes(size_t count) { return ~uint64_t(0) >> (64 - count * 8); }

/// Whether a text with eight bytes behind it is a plain number: digits, with a minus before them or none and one point among
/// them or none. Says no to numbers of other shapes.
ALWAYS_INLINE bool is_plain_number(const uint8_t *text, size_t size) {
    if (*text == '-') {
        ++text;
        --size;
    }
    if (!size) return false;
    size_t point = 0;
    for (size_t index = 0; index < size; index += 8) {
        const uint64_t word = load(text + index);
        const uint64_t others = other_than_digits(word) & first_bytes(size - index < 8 ? size - index : 8);
        if (!others) continue;
        const size_t place = size_t(__builtin_ctzll(others)) / 8;
        if (point || others & (others - 1) || uint8_t(word >> (place * 8)) != '.') return false;
        point = index + place;
        if (!point || point + 1 == size) return false;
    }
    return *text != '0' || size == 1 || point == 1;
}

/// Whether the first bytes of a word, one to eight, are a plain number: digits, with one point among them
/// or none. Says no to numbers of other shapes.
ALWAYS_INLINE bool is_short_number(uint64_t word, size_t size) {
    const uint64_t others = other_than_digits(word) & first_bytes(size);
    const bool leads_zero = uint8_t(word) == '0';
    if (!others) return !leads_zero || size == 1;
    const size_t place = size_t(__builtin_ctzll(others)) / 8;
    return !(others & (others - 1)) && uint8_t(word >> (place * 8)) == '.' && place > 0 &&
           place + 1 < size && (!leads_zero || place == 1);
}

#endif
