import QueryCore
import QueryHTTP
import QueryProviders
import TestSupport
import Testing

/// Bytes that nobody would send, fed to everything that reads them; a crash is the failure.
struct JSONFuzzTests {
  private static let fixtures = [
    "supermetrics/batch-running.json", "supermetrics/batch-odd.json",
    "supermetrics/query-running.json", "supermetrics/query-success.json",
  ]

  private func readAll(_ bytes: [UInt8]) {
    // A refusal is as good as a reading here: only a crash is not.
    _ = try? SupermetricsBatchResponse(decoding: bytes)
    _ = try? SupermetricsQueryResponse(decoding: bytes)
    _ = ErrorBody.decode(bytes)
  }

  @Test(arguments: fixtures)
  func `a document cut at any byte is nothing before its status, and what came behind it`(
    name: String
  ) throws {
    let bytes = try Fixture.bytes(name)
    let whole = try SupermetricsBatchResponse(decoding: bytes)
    let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
    for length in 0..<end {
      let cut = Array(bytes[..<length])
      do {
        let page = try SupermetricsBatchResponse(decoding: cut)
        #expect(page.statusCode == whole.statusCode)
        #expect(page.rows == Array(whole.rows.prefix(page.rows.count)))
      } catch is JSONError {}
      readAll(cut)
    }
  }

  @Test(arguments: fixtures)
  func `mutated documents are read or refused, and nothing else`(name: String) throws {
    let bytes = try Fixture.bytes(name)
    var random = SplitMix64(seed: 0x5EED)
    let spice = Array("\"\\{}[],:0-e.u\u{7F}".utf8) + [0x00, 0x80, 0xC3, 0xED, 0xFF]
    for _ in 0..<4_000 {
      var mutant = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) where !mutant.isEmpty {
        let place = Int.random(in: 0..<mutant.count, using: &random)
        let byte = spice.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0: mutant[place] = byte
        case 1: mutant.insert(byte, at: place)
        case 2: mutant.remove(at: place)
        default: mutant.append(contentsOf: mutant[place...].prefix(32))
        }
      }
      readAll(mutant)
    }
  }

  @Test func `noise is read or refused, and nothing else`() {
    var random = SplitMix64(seed: 42)
    for _ in 0..<5_000 {
      let length = Int.random(in: 0...64, using: &random)
      readAll((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }
}
