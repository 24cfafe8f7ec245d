import Testing

/// An answer no honest server would give, as bytes on the wire.
struct HostileResponse: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]

  var testDescription: String { name }

  private init(_ name: String, _ text: String) {
    self.init(name, Array(text.utf8))
  }

  private init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  static let all: [HostileResponse] =
    statusLines + headers + lengths + informational + bodiless + authentication + junk + codings
    + redirects

  private static func ok(_ name: String, _ header: String, _ body: String = "{}")
    -> HostileResponse
  {
    HostileResponse(
      name, "HTTP/1.1 200 OK\r\n\(header)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  private static func raw(_ name: String, _ before: String, _ bytes: [UInt8], _ after: String)
    -> HostileResponse
  {
    HostileResponse(name, Array(before.utf8) + bytes + Array(after.utf8))
  }

  private static let statusLines =
    ["000", "001", "099", "99999", "-1", "abc", "20", "999", "600", "2 0"].map {
      HostileResponse("status \($0)", "HTTP/1.1 \($0) x\r\nContent-Length: 2\r\n\r\n{}")
    } + [
      HostileResponse("no reason phrase", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}"),
      HostileResponse("HTTP/0.9", "<html>hello</html>"),
      HostileResponse("HTTP/9.9", "HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
      HostileResponse("nothing", ""), HostileResponse("a blank line", "\r\n\r\n"),
      HostileResponse("only a status line", "HTTP/1.1 200 OK\r\n"),
      raw("a reason that is not UTF-8", "HTTP/1.1 200 ", [0xFF, 0xC0], "\r\n\r\n{}"),
    ]

  private static let headers = [
    raw("NUL in a value", "HTTP/1.1 200 OK\r\nX: a", [0], "b\r\nContent-Length: 2\r\n\r\n{}"),
    ok("no colon", "X"), ok("an empty name", ": x"), ok("a name with a blank", "X Y: z"),
    raw("a name not UTF-8", "HTTP/1.1 200 OK\r\n", [0xFF, 0xFE], ": x\r\n\r\n{}"),
    raw("a value not UTF-8", "HTTP/1.1 200 OK\r\nX: ", [0xFF, 0xC0, 0x80], "\r\n\r\n{}"),
    ok("a folded line", "X: a\r\n b"),
    HostileResponse("a fold before any header", "HTTP/1.1 200 OK\r\n x: a\r\n\r\n{}"),
    ok("a value of 200 kB", "X: " + String(repeating: "a", count: 200_000)),
    ok("10,000 headers", (0..<10_000).map { "X-\($0): y" }.joined(separator: "\r\n")),
    HostileResponse("bare CR", "HTTP/1.1 200 OK\rX: a\r\rfoo"),
    HostileResponse("bare LF", "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}"),
  ]

  private static let lengths =
    [
      "-1", "99999999999999999999999", "9223372036854775807", "18446744073709551616", "10", "0x2",
      "",
    ]
    .map { HostileResponse("length \($0)", "HTTP/1.1 200 OK\r\nContent-Length: \($0)\r\n\r\n{}") }
    + [
      ok("two lengths", "Content-Length: 1"),
      ok("length and chunks", "Transfer-Encoding: chunked"),
      chunked("a chunk size that is none", "zz\r\n{}\r\n0\r\n\r\n"),
      chunked("a chunk size of 18 f", String(repeating: "f", count: 18) + "\r\n{}"),
      chunked("a negative chunk size", "-2\r\n{}\r\n0\r\n\r\n"),
      chunked("a chunk without its end", "2\r\n{}"),
      chunked(
        "a trailer of 1 kB",
        "2\r\n{}\r\n0\r\nX: " + String(repeating: "t", count: 1024)
          + "\r\n\r\n"),
      chunked(
        "a chunk extension of 100 kB", "2;" + String(repeating: "e", count: 100_000) + "\r\n"),
    ]

  private static func chunked(_ name: String, _ body: String) -> HostileResponse {
    HostileResponse(name, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
  }

  private static let informational = [
    HostileResponse("2,000 × 100", String(repeating: "HTTP/1.1 100 \r\n\r\n", count: 2000) + end),
    HostileResponse(
      "200 × 103", String(repeating: "HTTP/1.1 103 \r\nL: x\r\n\r\n", count: 200) + end),
    HostileResponse(
      "a 101 nobody asked for", "HTTP/1.1 101 x\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nxx"),
    HostileResponse("100 and nothing more", "HTTP/1.1 100 Continue\r\n\r\n"),
  ]
  private static let end = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

  private static let bodiless = ["204", "304", "205"].map {
    HostileResponse("a body on \($0)", "HTTP/1.1 \($0) x\r\nContent-Length: 5\r\n\r\nhello")
  }

  private static let authentication =
    [
      "X: y", "WWW-Authenticate: Basic realm=\"x\"", "WWW-Authenticate:",
      "WWW-Authenticate: Bearer",
      "WWW-Authenticate: Digest realm=\"", "WWW-Authenticate: Basic, Digest nonce=, Bearer x=\"y",
    ].map { HostileResponse("401 \($0)", "HTTP/1.1 401 x\r\n\($0)\r\nContent-Length: 0\r\n\r\n") }
    + [
      raw("401 not UTF-8", "HTTP/1.1 401 x\r\nWWW-Authenticate: ", [0xFF, 0xFE], "\r\n\r\n"),
      HostileResponse("407", "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic\r\n\r\n"),
    ]

  private static let junk = [
    ok("a cookie", "Set-Cookie: =;;=;Path;Expires=99999;Domain=.;Max-Age=-9999999999999999999"),
    ok("a cache control", "Cache-Control: max-age=99999999999999999999, ,,=\""),
    ok("a content type", "Content-Type: ;;;=\"/"),
    ok("a disposition", "Content-Disposition: attachment; filename=\"\u{1}\u{7F}/../x\""),
    ok("a date", "Date: Thu, 99 Foo 99999 99:99:99 GMT\r\nRetry-After: -99999999999999999999"),
    HostileResponse("two answers", end + end),
  ]

  private static let codings =
    [
      "gzip", "br", "x-unknown", Array(repeating: "gzip", count: 50).joined(separator: ", "),
      "identity, gzip", "",
    ].map { ok("coding \($0)", "Content-Encoding: \($0)") } + [
      raw(
        "truncated gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n",
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255], "")
    ]

  private static let redirects =
    ["//%00/", "", "x:y:z", String(repeating: "a", count: 90_000)].map {
      HostileResponse("to \($0.prefix(9))", "HTTP/1.1 302 x\r\nLocation: \($0)\r\n\r\n")
    } + [
      raw("to NUL", "HTTP/1.1 302 x\r\nLocation: http://a", [0], "b/\r\n\r\n"),
      raw("to no UTF-8", "HTTP/1.1 302 x\r\nLocation: http://", [0xFF, 0xC0], "/\r\n\r\n"),
      HostileResponse("to two places", "HTTP/1.1 302 x\r\nLocation: /a\r\nLocation: //b\r\n\r\n"),
    ]
}
