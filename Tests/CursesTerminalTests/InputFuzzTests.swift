import CursesTerminal
import QueryCore
import Testing
import TextCanvas

/// Whatever is sent, and however it is torn: no byte of a report is a key, and the keyboard comes back.
struct InputFuzzTests {
  private let start = ContinuousClock.now

  private static let reports: [[UInt8]] =
    [
      "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\", "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}[12;40R",
      "\u{1B}[?62;22c",
      "\u{1B}[>41;377;0c", "\u{1B}P>|XTerm(390)\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
      "\u{1B}_Gi=1;OK\u{1B}\\",
      "\u{1B}^quit\u{1B}\\", "\u{1B}Xquit\u{1B}\\", "\u{1B}[I", "\u{1B}[O", "\u{1B}[<0;12;7M",
      "\u{1B}[<35;12;7m",
      "\u{1B}[M !q", "\u{1B}[M#q!", "\u{1B}[M \u{14C}q", "\u{1B}[32;4;5M", "\u{1B}[8;24;80t",
      "\u{1B}[?2026;2$y",
      "\u{1B}]lquit\u{1B}\\", "\u{1B}]52;c;cXVpdA==\u{7}", "\u{1B}[?997;1n", "\u{1B}[0n",
      "\u{9B}0n",
      "\u{1B}[200~quit\nR\r\u{1B}[201~", "\u{1B}[1;1:3A", "\u{1B}[113;9u", "\u{1B}]0;Ü — q\u{7}",
    ].map { Array($0.utf8) } + [
      [0x9B] + Array("12;4R".utf8), [0x9D] + Array("11;rgb:0/0/0".utf8) + [0x9C],
      [0x90] + Array("1$r0m".utf8) + [0x9C],
    ]

  @Test(arguments: 0..<64)
  func `no key comes out of reports, torn anywhere`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var decoder = InputDecoder(marksPastes: Bool.random(using: &random))
    var now = start
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 1...4, using: &random)).flatMap { _ in
        Self.reports.randomElement(using: &random) ?? []
      }
      var rest = bytes[...]
      while !rest.isEmpty {
        let size = Int.random(in: 1...max(1, min(9, rest.count)), using: &random)
        expectNoKey(decoder.decode(rest.prefix(size), at: now), of: bytes)
        rest = rest.dropFirst(size)
        now += .milliseconds(Int.random(in: 0...99, using: &random))
      }
    }
    expectNoKey(decoder.elapse(at: now + .seconds(9)), of: [])
  }

  private func expectNoKey(_ events: [InputEvent], of bytes: [UInt8]) {
    for case .key(let key) in events { Issue.record("\(key) came out of \(bytes)") }
  }

  @Test(arguments: 0..<64)
  func `of random bytes come no more events than bytes, and then a key works`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var decoder = InputDecoder(marksPastes: Bool.random(using: &random))
    var (now, count, sent) = (start, 0, 0)
    let telling =
      Array("\u{1B}\u{1B}[O]P\\;1~M<?$u200201qj\r".utf8) + [0x9B, 0x9C, 0xC2, 0x18, 0x07, 0x00]
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random) : telling.randomElement(using: &random) ?? 0
      }
      sent += bytes.count
      count += decoder.decode(bytes, at: now).count
      now += .milliseconds(Int.random(in: 0...400, using: &random))
      if let deadline = decoder.deadline { #expect(deadline > now - .seconds(2)) }
    }
    now += .seconds(3)
    count += decoder.elapse(at: now).count
    now += .seconds(3)
    count += decoder.elapse(at: now).count
    #expect(count <= sent)
    #expect(decoder.deadline == nil)
    #expect(decoder.decode("j".utf8, at: now) == [.key(.character("j"))])
  }
}
