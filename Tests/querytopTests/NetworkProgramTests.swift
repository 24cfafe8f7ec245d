import Foundation
import TestSupport
import Testing

/// The program, behind a proxy and before a server of a private authority.
@Suite("The way to a server", .timeLimit(.minutes(3)))
struct NetworkProgramTests {
  private static let user = "user-name:S3CRET-p%40ss"

  /// Runs the program with a source at `https://api.test`, which only the proxy finds.
  private func run(
    _ arguments: [String], showing kind: TestCertificates.Kind = .good, date: Date = Date(),
    environment: (_ proxy: Int, TestCertificates) -> [String: String], configuration: String = ""
  ) async throws -> (output: String, error: String, status: Int32, tunnels: [String]) {
    let certificates = try await TestCertificates.shared.value
    let body = #"{"error":{"code":"NOT_FOUND","message":"no such query"}}"#
    let server = try await TLSServer(
      """
      HTTP/1.1 404 Not Found\r
      Date: \(Self.text(of: date))\r
      Content-Length: \(body.utf8.count)\r
      \r
      \(body)
      """, as: kind)
    let proxy = try await TestProxy(to: server.port)
    let folder = try TemporaryFolder()
    defer {
      server.stop()
      proxy.stop()
      folder.remove()
    }
    let text = configuration.replacing("PROXY", with: "127.0.0.1:\(proxy.port)")
      .replacing("AUTHORITY", with: certificates.authority)
    var variables = [
      "SUPERMETRICS_API_KEY": "some-key-of-a-test", "SUPERMETRICS_BASE_URL": "https://api.test/v2",
      "QUERYTOP_CONFIG": try folder.write("c.yaml", text),
      "SSL_CERT_FILE": "", "SSL_CERT_DIR": "", "NO_PROXY": "", "no_proxy": "",
    ]
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] { variables[name] = "" }
    let (output, error, status) = try await Program.run(
      arguments,
      environment: variables.merging(environment(proxy.port, certificates)) { $1 })
    return (output, error, status, proxy.requests)
  }

  private static func text(of date: Date) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return format.string(from: date)
  }

  private static func usual(_ port: Int, _ certificates: TestCertificates) -> [String: String] {
    [
      "HTTPS_PROXY": "http://\(user)@127.0.0.1:\(port)/", "SSL_CERT_FILE": certificates.authority,
    ]
  }

  @Test func `goes by the variables, and doctor says which way it went`() async throws {
    let (output, error, status, tunnels) = try await run(["doctor"], environment: Self.usual)
    #expect(status == 0, "\(output)")
    let certificates = try await TestCertificates.shared.value
    #expect(output.contains(", \(certificates.authority)\n"))
    let way =
      #/supermetrics +asked through the proxy 127\.0\.0\.1:\d+ \(HTTPS_PROXY\), by IPv4, clocks agree\n/#
    #expect(output.contains(way), "\(output)")
    #expect(output.contains("answers and takes the key"))
    #expect(!(output + error).contains("S3CRET") && !(output + error).contains("user-name"))
    let expected = Data("user-name:S3CRET-p@ss".utf8).base64EncodedString()
    #expect(tunnels.first?.contains("proxy-authorization: Basic \(expected)\r\n") == true)
  }

  @Test func `shows neither user nor password where the proxy refuses, in log or messages`()
    async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let proxy = try await TestProxy(
      to: nil, answering: "HTTP/1.1 407 no\r\nContent-Length: 0\r\n\r\n")
    defer { proxy.stop() }
    let log = folder.path("log")
    let environment = [
      "SUPERMETRICS_API_KEY": "some-key-of-a-test", "SUPERMETRICS_BASE_URL": "https://api.test/v2",
      "https_proxy": "http://\(Self.user)@127.0.0.1:\(proxy.port)", "no_proxy": "", "NO_PROXY": "",
    ]
    let doctor = try await Program.run(["doctor"], environment: environment)
    #expect(doctor.output.contains("(https_proxy) refused user and password (407)"))
    let wait = try await Program.run(
      ["wait", "supermetrics:query/a", "--timeout", "1s", "--log", log], environment: environment)
    let said =
      doctor.output + doctor.error + wait.output + wait.error
      + (try String(contentsOfFile: log, encoding: .utf8))
    for secret in ["S3CRET", "user-name", Data("user-name:S3CRET-p@ss".utf8).base64EncodedString()]
    {
      #expect(!said.contains(secret))
    }
  }

  @Test func `goes by the source's own proxy and authority before the environment's`() async throws
  {
    let (output, _, status, tunnels) = try await run(
      ["doctor"], environment: { _, _ in ["HTTPS_PROXY": "http://127.0.0.1:9"] },
      configuration: """
        sources:
          supermetrics: {provider: supermetrics, proxy: "http://PROXY", ca_file: AUTHORITY}
        """)
    #expect(status == 0, "\(output)")
    #expect(tunnels.count == 1)
    #expect(output.contains("(proxy of supermetrics)") && output.contains(".pem too"))
  }

  @Test(
    arguments: [
      ("proxy: none", [:]), ("", ["NO_PROXY": ".test"]), ("", ["no_proxy": "api.test:443"]),
      ("", ["NO_PROXY": "*"]), ("", ["HTTPS_PROXY": ""]),
    ] as [(String, [String: String])])
  func `is direct where one says so`(line: String, environment: [String: String]) async throws {
    let (output, _, status, tunnels) = try await run(
      ["doctor"],
      environment: { Self.usual($0, $1).merging(environment) { $1 } },
      configuration: line.isEmpty
        ? "" : "sources: {supermetrics: {provider: supermetrics, \(line)}}")
    #expect(tunnels.isEmpty)
    #expect(status == 3 && output.contains("unknown host"), "\(output)")
  }

  @Test func `is told with the clock where that is off`() async throws {
    let (output, _, _, _) = try await run(
      ["doctor"], date: Date(timeIntervalSinceNow: -7200), environment: Self.usual)
    #expect(output.contains(#/its clock is 7\d\d\d s behind this machine's/#), "\(output)")
  }

  @Test(arguments: [
    (["HTTPS_PROXY": "socks5://p:1"], "HTTPS_PROXY: the proxy speaks SOCKS"),
    (["HTTPS_PROXY": "https://u:S3CRET@p:1"], "HTTPS_PROXY: the proxy is to be reached by https"),
    (["ALL_PROXY": "http://u:S3CRET@"], "ALL_PROXY: the proxy is not one"),
  ])
  func `is a bad setting where the proxy is none`(
    environment: [String: String], words: String
  ) async throws {
    let (_, error, status, _) = try await run(
      ["status", "supermetrics:query/a"], environment: { _, _ in environment })
    #expect(status == 78)
    #expect(error.contains(words) && !error.contains("S3CRET"), "\(error)")
  }

  @Test func `lets a useless SSL_CERT_FILE pass, and says so where it mattered`() async throws {
    let (output, _, status, _) = try await run(
      ["doctor"],
      environment: { Self.usual($0, $1).merging(["SSL_CERT_FILE": "/nowhere.pem"]) { $1 } })
    #expect(status == 3)
    #expect(output.contains("signed by an authority unknown here, Test Authority"))
    #expect(
      output.contains("SSL_CERT_FILE: /nowhere.pem cannot be read: No such file or directory"))
  }
}
