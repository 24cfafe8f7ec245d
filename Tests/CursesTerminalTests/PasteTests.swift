import CursesTerminal
import Testing
import TextCanvas

/// Text from a clipboard is never keys.
struct PasteTests {
  private let start = ContinuousClock.now
  private static let begin = "\u{1B}[200~"
  private static let end = "\u{1B}[201~"

  private func events(
    _ text: String, inPieces size: Int = .max, apart: Int = 1, marksPastes: Bool = true
  ) -> [InputEvent] {
    var decoder = InputDecoder(marksPastes: marksPastes)
    var (events, rest, now) = ([InputEvent](), Array(text.utf8)[...], start)
    while !rest.isEmpty {
      events += decoder.decode(rest.prefix(size), at: now)
      rest = rest.dropFirst(size)
      now += .milliseconds(apart)
    }
    events += decoder.elapse(at: now + .seconds(2))
    return events + decoder.elapse(at: now + .seconds(4))
  }

  private func lines(_ events: [InputEvent]) -> [String] {
    events.map { if case .pasted(let text) = $0 { text.line } else { "\($0)" } }
  }

  @Test(arguments: [Int.max, 1, 3, 7])
  func `a marked paste is one text, however it is torn`(size: Int) {
    let events = events(Self.begin + "qrb_1\nrm\n" + Self.end, inPieces: size)
    #expect(events == [.pasted(PastedText(Array("qrb_1\nrm\n".utf8), of: 9))])
  }

  @Test func `only the first line is taken, without control characters`() {
    let text = PastedText(Array("\r\n\u{1B}[31mred\u{7}\ttab\u{7F}\r\nsecond".utf8), of: 30)
    #expect(text.line == "[31mred tab")
    #expect(text.hasMore)
    #expect(!PastedText(Array("one line\n".utf8), of: 9).hasMore)
  }

  @Test func `an end marker inside the text presses nothing`() {
    let text = Self.begin + "a\(Self.end)qR\rrm -rf\n\(Self.end)"
    for size in [Int.max, 1, 5] { #expect(lines(events(text, inPieces: size)) == ["a"]) }
    #expect(lines(events(Self.begin + "a\(Self.end)q\(Self.end)")) == ["a"])
  }

  @Test func `begin markers inside the text are part of it`() {
    let text = Self.begin + "a\(Self.begin)b\(Self.end)c\(Self.end)"
    #expect(lines(events(text)) == ["a[200~b"])
  }

  @Test func `a paste without an end ends after a second of silence`() {
    var decoder = InputDecoder(marksPastes: true)
    #expect(decoder.decode((Self.begin + "abc").utf8, at: start) == [])
    #expect(decoder.deadline == start + .seconds(1))
    #expect(lines(decoder.elapse(at: start + .seconds(1))) == ["abc"])
    #expect(decoder.decode("j".utf8, at: start + .seconds(3)) == [.key(.character("j"))])
  }

  @Test(arguments: [true, false])
  func `100 kB are one text, marked or not, and the next key works`(marked: Bool) {
    let text = String(repeating: "quit now\nR yes\n", count: 7_000)
    var decoder = InputDecoder(marksPastes: marked)
    var (events, now) = ([InputEvent](), start)
    var rest = Array((marked ? Self.begin + text + Self.end : text).utf8)[...]
    while !rest.isEmpty {
      events += decoder.decode(rest.prefix(4095), at: now)
      rest = rest.dropFirst(4095)
      now += .milliseconds(1)
    }
    events += decoder.elapse(at: now + .milliseconds(50))
    #expect(lines(events) == ["quit now"])
    #expect(
      decoder.decode("j".utf8, at: now + .milliseconds(60)) == [.key(.character("j"))])
  }

  @Test(arguments: ["qrb_3feb5ff5c71e", "abc123", "one\ntwo\n", "supermetrics:query/q_1\n"])
  func `so many keys at once are a paste where pastes are not marked`(text: String) {
    #expect(
      events(text, marksPastes: false) == [
        .pasted(PastedText(Array(text.utf8), of: text.utf8.count))
      ])
  }

  @Test func `what comes on within a moment belongs to the paste`() {
    let events = events("abcdefgh\nquit\n", inPieces: 10, apart: 40, marksPastes: false)
    #expect(lines(events) == ["abcdefgh"])
  }

  @Test(arguments: ["jjjjjjjjjjjjjjjjjjjjjjjj", "/foo\r", "gG", "jjjjkkkk"])
  func `what a hand types on a stalled line is keys`(text: String) {
    #expect(events(text, marksPastes: false).count == text.count)
  }

  @Test func `held cursor keys are keys, however many come at once`() {
    #expect(events(String(repeating: "\u{1B}[B", count: 300), marksPastes: false).count == 300)
  }

  @Test func `a script may type a line where pastes are marked`() {
    #expect(events("/state:failed account:acme*\r").count == 28)
  }

  @Test func `a key right behind a paste is a key`() {
    #expect(events(Self.begin + "a" + Self.end + "q").last == .key(.character("q")))
  }

  @Test func `a terminal that has marked a paste is known to mark them`() {
    var decoder = InputDecoder(marksPastes: false)
    _ = decoder.decode((Self.begin + "a" + Self.end).utf8, at: start)
    #expect(decoder.decode("/state:failed\r".utf8, at: start + .seconds(1)).count == 14)
  }
}
