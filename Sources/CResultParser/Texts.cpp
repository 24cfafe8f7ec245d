#include "PageReader.h"

/// The place behind a string's closing quote: only blanks stand between that and the next place.
bool PageReader::string_end(size_t &end) {
    if (at == count) return fail("it ends too early");
    if (ask.body[places[at]] != '"') return fail("a name is missing");
    end = places[at + 1];
    while (end > places[at] + 1 && ask.body[end - 1] != '"') --end;
    return end > places[at] + 1 || fail("a string without an end");
}

/// The place behind a number or a word, blanks left out.
size_t PageReader::scalar_end() const {
    size_t end = places[at + 1];
    while (is_blank(ask.body[end - 1])) --end;
    return end;
}

/// Writes the text of the string whose quotes are at `from` and before `end`.
bool PageReader::string(size_t from, size_t end, uint8_t *to, size_t &size) {
    const uint8_t *inside = ask.body + from + 1;
    size = end - from - 2;
    if (!memchr(inside, '\\', size)) {
        memcpy(to, inside, size);
        return true;
    }
    const uint8_t *last = unescape(from + 1, end - 1, to);
    if (!last) return false;
    size = size_t(last - to);
    return true;
}

/// Four digits after `\u`; -1 where they are none.
static int32_t unit(const uint8_t *at, const uint8_t *end) {
    if (end - at < 4) return -1;
    int32_t value = 0;
    for (int index = 0; index < 4; ++index) {
        const uint8_t digit = at[index], letter = digit | 0x20;
        if (digit >= '0' && digit <= '9') value = value << 4 | (digit - '0');
        else if (letter >= 'a' && letter <= 'f') value = value << 4 | (letter - 'a' + 10);
        else return -1;
    }
    return value;
}

static uint8_t *encode(uint32_t scalar, uint8_t *to) {
    if (scalar < 0x80) {
        *to++ = uint8_t(scalar);
        return to;
    }
    if (scalar < 0x800) {
        *to++ = uint8_t(0xC0 | scalar >> 6);
    } else {
        if (scalar < 0x10000) {
            *to++ = uint8_t(0xE0 | scalar >> 12);
        } else {
            *to++ = uint8_t(0xF0 | scalar >> 18);
            *to++ = uint8_t(0x80 | (scalar >> 12 & 0x3F));
        }
        *to++ = uint8_t(0x80 | (scalar >> 6 & 0x3F));
    }
    *to++ = uint8_t(0x80 | (scalar & 0x3F));
    return to;
}

/// Resolves the escapes of a string's inside; half a surrogate pair becomes U+FFFD.
/// Returns the text's end, null where an escape is bad.
uint8_t *PageReader::unescape(size_t from, size_t end, uint8_t *to) {
    const uint8_t *next = ask.body + from, *last = ask.body + end;
    while (next < last) {
        if (*next != '\\') {
            *to++ = *next++;
            continue;
        }
        const size_t byte = size_t(next - ask.body);
        const uint8_t letter = last - next > 1 ? next[1] : 0;
        next += 2;
        switch (letter) {
        case '"': case '\\': case '/': *to++ = letter; continue;
        case 'b': *to++ = '\b'; continue;
        case 'f': *to++ = '\f'; continue;
        case 'n': *to++ = '\n'; continue;
        case 'r': *to++ = '\r'; continue;
        case 't': *to++ = '\t'; continue;
        }
        int32_t first = letter == 'u' ? unit(next, last) : -1;
        if (first < 0) {
            fail("a bad escape", byte);
            return nullptr;
        }
        next += 4;
        if (first >= 0xD800 && first < 0xE000) {
            const bool pairs = first < 0xDC00 && last - next >= 6 && next[0] == '\\' && next[1] == 'u';
            const int32_t second = pairs ? unit(next + 2, last) : -1;
            const bool is_pair = second >= 0xDC00 && second < 0xE000;
            first = is_pair ? 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00) : 0xFFFD;
            next += is_pair ? 6 : 0;
        }
        to = encode(uint32_t(first), to);
    }
    return to;
}

static bool is_digit(uint8_t byte) { return uint8_t(byte - '0') < 10; }

/// The grammar of numbers (RFC 8259, section 6), for the whole of the text.
static bool is_number(const uint8_t *next, const uint8_t *end) {
    const auto digits = [&] {
        const uint8_t *first = next;
        while (next < end && is_digit(*next)) ++next;
        return next > first;
    };
    if (next < end && *next == '-') ++next;
    if (next < end && *next == '0') ++next;
    else if (!digits()) return false;
    if (next < end && *next == '.') {
        ++next;
        if (!digits()) return false;
    }
    if (next < end && (*next | 0x20) == 'e') {
        ++next;
        if (next < end && (*next == '+' || *next == '-')) ++next;
        if (!digits()) return false;
    }
    return next == end;
}

/// Says what stands between two places, other than a string.
bool PageReader::scalar(size_t from, size_t end, Kind &kind) {
    const uint8_t *token = ask.body + from;
    const size_t size = end - from;
    if (size == 4 && !memcmp(token, "null", 4)) kind = Kind::null;
    else if ((size == 4 && !memcmp(token, "true", 4)) || (size == 5 && !memcmp(token, "false", 5)))
        kind = Kind::boolean;
    else if (is_number(token, token + size)) kind = Kind::number;
    else return fail("a value that is not JSON", from);
    return true;
}

/// Copies a string as it is spelled, once its escapes are known to be good.
bool PageReader::raw(uint8_t *&out) {
    const size_t from = at < count ? places[at] : ask.body_size;
    size_t end, size;
    // Unescaped first, then written over.
    if (!string_end(end) || !string(from, end, out, size)) return false;
    memcpy(out, ask.body + from, end - from);
    out += end - from;
    ++at;
    return true;
}

/// Copies a value without the blanks between its parts, checking all of it; `depth` containers are open
/// around it.
bool PageReader::compact(uint8_t *&out, size_t depth) {
    const size_t base = depth;
    // A bit a container, the innermost lowest: whether it is an object.
    uint64_t objects = 0;
    for (;;) {
        if (at == count) return fail("it ends too early");
        if (++values > ask.max_cells) return fail("too many values");
        uint8_t mark = peek();
        bool is_open = false;
        if (mark == '{' || mark == '[') {
            if (depth == ask.max_depth) return fail("nested too deep");
            ++depth;
            objects = objects << 1 | (mark == '{');
            *out++ = mark;
            ++at;
            is_open = peek() != (mark == '{' ? '}' : ']');
        } else if (mark == '"') {
            if (!raw(out)) return false;
        } else {
            Kind kind;
            const size_t from = places[at], end = scalar_end();
            if (!scalar(from, end, kind)) return false;
            memcpy(out, ask.body + from, end - from);
            out += end - from;
            ++at;
        }
        while (!is_open) {
            if (depth == base) return true;
            mark = peek();
            const uint8_t close = objects & 1 ? '}' : ']';
            if (mark != ',' && mark != close) return fail("a comma or a closing bracket is missing");
            *out++ = mark;
            ++at;
            if (mark == ',') break;
            --depth;
            objects >>= 1;
        }
        if (objects & 1) {
            if (!raw(out)) return false;
            if (peek() != ':') return fail("a colon is missing");
            *out++ = ':';
            ++at;
        }
    }
}
