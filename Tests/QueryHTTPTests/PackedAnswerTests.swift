import QueryHTTP
import TestSupport
import Testing

@Suite("Packed answers", .timeLimit(.minutes(5)))
struct PackedAnswerTests {
  private static let text = Array(
    #"{"data":[\#(String(repeating: #"{"a":1},"#, count: 5000))0]}"#.utf8)

  private func result(
    _ body: [UInt8], _ coding: String, piece: Int = .max, limit: Int = 1 << 20,
    takesStart: Bool = false
  ) async throws -> Result<HTTPResponse, TransportError> {
    let head = "HTTP/1.1 200 OK\r\n\(coding)\r\nContent-Length: \(body.count)\r\n\r\n"
    let server = try LoopbackServer(Array(head.utf8) + body, piece: piece)
    defer { server.stop() }
    return try await Exchange.result(
      of: HTTPRequest(url: server.url, bodyLimit: limit, takesStart: takesStart))
  }

  @Test(
    arguments: [
      ("Content-Encoding: gzip", .gzip), ("Content-Encoding: GZip", .gzip),
      ("Content-Encoding: x-gzip", .gzip), ("content-encoding:  gzip ", .gzip),
      ("Content-Encoding: identity, gzip", .gzip),
      ("Content-Encoding: identity\r\nContent-Encoding: gzip", .gzip),
      ("Content-Encoding: deflate", .zlib), ("Content-Encoding: deflate", .bare),
    ] as [(String, Packed.Form)])
  func `are read though they come unasked`(coding: String, form: Packed.Form) async throws {
    let packed = Packed.bytes(Self.text, form)
    for piece in [Int.max, 1, 7] {
      let response = try await result(packed, coding, piece: piece).get()
      #expect(response.body == Self.text)
      #expect(response.receivedBytes == packed.count)
    }
  }

  @Test(arguments: ["", "identity", "identity, identity", ","])
  func `are not what says it is as it is`(coding: String) async throws {
    let response = try await result(Self.text, "Content-Encoding: \(coding)").get()
    #expect(response.body == Self.text)
  }

  @Test(arguments: ["br", "zstd", "gzip, gzip", "gzip, br", "compress", "gzip;q=1"])
  func `in ways nobody asked for are refused`(coding: String) async throws {
    let packed = Packed.bytes(Self.text)
    let result = try await result(packed, "Content-Encoding: \(coding)")
    #expect(throws: TransportError.self) { try result.get() }
  }

  @Test func `in several members are read whole`() async throws {
    let half = Self.text.count / 2
    let body =
      Packed.bytes(Array(Self.text[..<half])) + Packed.bytes([])
      + Packed.bytes(Array(Self.text[half...])) + Packed.bytes([])
    for piece in [Int.max, 3] {
      #expect(
        try await result(body, "Content-Encoding: gzip", piece: piece).get().body == Self.text)
    }
  }

  @Test(
    arguments: [
      Array(repeating: 0, count: 512), [13, 10], [0x1F], [0x1F, 0x8B], [0x1F, 0x8C, 8, 0],
      Array("<!-- proxied -->".utf8),
    ] as [[UInt8]])
  func `with junk behind them are read without it`(junk: [UInt8]) async throws {
    for piece in [Int.max, 1] {
      let response = try await result(
        Packed.bytes(Self.text) + junk, "Content-Encoding: gzip", piece: piece)
      #expect(try response.get().body == Self.text)
    }
  }

  @Test(arguments: [1, 5, 10, 40, 60])
  func `that break off are refused`(count: Int) async throws {
    let packed = Packed.bytes(Self.text)
    let result = try await result(
      Array(packed.prefix(packed.count * count / 100 + 1)), "Content-Encoding: gzip")
    #expect(result == .failure(.malformed("the packed answer breaks off")))
  }

  @Test func `whose second member breaks off are refused`() async throws {
    let packed = Packed.bytes(Self.text)
    let result = try await result(
      packed + packed.dropLast(4), "Content-Encoding: gzip")
    #expect(result == .failure(.malformed("the packed answer breaks off")))
  }

  @Test(arguments: [("gzip", "{\"a\":1}"), ("gzip", "<html></html>"), ("deflate", "<html></html>")])
  func `that are none are refused`(coding: String, body: String) async throws {
    let result = try await result(Array(body.utf8), "Content-Encoding: \(coding)")
    #expect(result == .failure(.malformed("the answer is not packed as it says")))
  }

  @Test func `whose check sum is wrong are refused`() async throws {
    var packed = Packed.bytes(Self.text)
    packed[packed.count - 6] ^= 1
    let result = try await result(packed, "Content-Encoding: gzip")
    #expect(result == .failure(.malformed("the answer is not packed as it says")))
  }

  @Test(arguments: ["204 No Content", "304 Not Modified", "200 OK"])
  func `of nothing are nothing`(status: String) async throws {
    let server = try LoopbackServer(
      "HTTP/1.1 \(status)\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n")
    defer { server.stop() }
    let response = try await Exchange.result(of: HTTPRequest(url: server.url)).get()
    #expect(response.body.isEmpty)
  }

  @Test func `over the limit are refused, or cut where the start is enough`() async throws {
    let packed = Packed.bytes(Self.text)
    for (limit, isWhole) in [(Self.text.count - 1, false), (Self.text.count, true)] {
      let whole = try await result(packed, "Content-Encoding: gzip", limit: limit)
      let start = try await result(
        packed, "Content-Encoding: gzip", limit: limit, takesStart: true)
      #expect(try start.get().body == Array(Self.text.prefix(limit)))
      #expect(try start.get().isCut == !isWhole)
      if isWhole {
        #expect(try whole.get().body == Self.text)
      } else {
        #expect(whole == .failure(.tooLarge(limit: limit)))
      }
    }
  }

  @Test func `that unpack to far more than they came in are refused before that is there`()
    async throws
  {
    let bomb = Packed.bytes([UInt8](repeating: 0x20, count: 32 << 20))
    let result = try await result(bomb, "Content-Encoding: gzip", limit: 64 << 20)
    #expect(
      result == .failure(.malformed("the answer unpacks to more than 400 times its size")))
  }

  @Test func `of much that is alike are read`() async throws {
    let rows = Array(
      (0..<100_000).map { #"["2026-11-26","google","brand",0,0,\#($0)]"# }.joined(separator: ",")
        .utf8)
    let response = try await result(
      Packed.bytes(rows), "Content-Encoding: gzip", limit: 64 << 20
    ).get()
    #expect(response.body == rows)
  }

  @Test func `are asked for where more than one status may come`() async throws {
    for (limit, coding) in [
      (HTTPRequest.standardBodyLimit, "identity"), (HTTPRequest.pageBodyLimit, "gzip"),
      // Rows of this machine come plain: packing them costs more than sending them.
      (HTTPRequest.resultBodyLimit, "identity"),
    ] {
      let server = try LoopbackServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
      defer { server.stop() }
      _ = try await Exchange.result(of: HTTPRequest(url: server.url, bodyLimit: limit)).get()
      let text = try #require(server.requests.first).lowercased()
      #expect(text.contains("\r\naccept-encoding: \(coding)\r\n"))
    }
  }

  @Test(arguments: [true, false])
  func `and plain ones lose a byte order mark`(isPacked: Bool) async throws {
    let body = [0xEF, 0xBB, 0xBF] + Array("{}".utf8)
    let response = try await result(
      isPacked ? Packed.bytes(body) : body, isPacked ? "Content-Encoding: gzip" : "X: y")
    #expect(try response.get().body == Array("{}".utf8))
  }
}
