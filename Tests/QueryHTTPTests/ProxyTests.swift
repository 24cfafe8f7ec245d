import QueryHTTP
import Testing

@Suite("Proxy settings") struct ProxyTests {
  /// The proxy for an address, as `HOST:PORT (VARIABLE)`; nil where it is asked directly.
  private func proxy(for url: String, _ environment: [String: String]) throws -> String? {
    try ProxyEnvironment(environment).proxy(for: BaseURL(parsing: url, allowsHTTP: true)).map {
      "\($0) (\($0.setting))"
    }
  }

  private func isDirect(_ url: String, _ list: String) throws -> Bool {
    try proxy(for: url, ["ALL_PROXY": "http://proxy.test:3128", "NO_PROXY": list]) == nil
  }

  @Test(
    arguments: [
      (["HTTPS_PROXY": "http://p:1"], "p:1 (HTTPS_PROXY)", nil),
      (["https_proxy": "http://p:1"], "p:1 (https_proxy)", nil),
      (["HTTP_PROXY": "http://p:1"], nil, "p:1 (HTTP_PROXY)"),
      (["http_proxy": "http://p:1"], nil, "p:1 (http_proxy)"),
      (["ALL_PROXY": "http://p:1"], "p:1 (ALL_PROXY)", "p:1 (ALL_PROXY)"),
      (["all_proxy": "p:1", "HTTPS_PROXY": "p:2"], "p:2 (HTTPS_PROXY)", "p:1 (all_proxy)"),
      (["https_proxy": "http://a:1", "HTTPS_PROXY": "http://b:2"], "a:1 (https_proxy)", nil),
      (["https_proxy": "", "HTTPS_PROXY": "http://b:2"], "b:2 (HTTPS_PROXY)", nil),
      (["HTTPS_PROXY": "", "ALL_PROXY": "  "], nil, nil),
      (["HTTPS_PROXY": "", "ALL_PROXY": "p:1"], "p:1 (ALL_PROXY)", "p:1 (ALL_PROXY)"),
      (["HTTP_PROXY": "http://evil:1", "REQUEST_METHOD": "GET"], nil, nil),
      ([:], nil, nil),
    ] as [([String: String], String?, String?)])
  func `come from the variables that programs go by`(
    environment: [String: String], https: String?, http: String?
  ) throws {
    #expect(try proxy(for: "https://api.test/v2", environment) == https)
    #expect(try proxy(for: "http://api.test/v2", environment) == http)
  }

  @Test(arguments: ["http://localhost:8080/v2", "http://127.0.0.1/v2", "https://[::1]:9/v2"])
  func `leave this machine's loopback alone`(url: String) throws {
    #expect(try proxy(for: url, ["ALL_PROXY": "http://p:1"]) == nil)
  }

  @Test(arguments: [
    "*", "api.test", "API.TEST", ".test", "test", "*.test", "a,b, api.test", "a b api.test",
    "api.test:443", ".test:443", "api.test.", "localhost,127.0.0.1,api.test,::1", "a\tapi.test",
  ])
  func `except hosts by name, suffix and port`(list: String) throws {
    #expect(try isDirect("https://api.test/v2", list))
  }

  @Test(arguments: [
    "", ",", "pi.test", "api.tes", "api.test:80", "www.api.test", "10.0.0.0/8", "a*", "api.test/v2",
    "http://api.test", "api.test:x", ":443", "**",
  ])
  func `do not except what only looks alike`(list: String) throws {
    #expect(try !isDirect("https://api.test/v2", list))
  }

  @Test(arguments: [
    ("https://10.1.2.3/v2", "10.0.0.0/8"), ("https://10.1.2.3/v2", "10.1.2.3"),
    ("https://10.1.2.3:8443/v2", "10.1.2.3:8443"), ("https://172.20.0.1/v2", "172.16.0.0/12"),
    ("https://[fd00::7]/v2", "fd00::/8"), ("https://[fd00::7]/v2", "[fd00::7]"),
    ("https://[fd00::7]/v2", "fd00:0::7"), ("https://[fd00::7]:8443/v2", "[fd00::7]:8443"),
    ("https://[::ffff:a01:203]/v2", "10.0.0.0/8"), ("https://1.2.3.4/v2", "0.0.0.0/0"),
    ("https://10.1.2.3/v2", "10.1.2.3/32"),
  ])
  func `except addresses and ranges of them`(url: String, list: String) throws {
    #expect(try isDirect(url, list))
  }

  @Test(arguments: [
    ("https://11.1.2.3/v2", "10.0.0.0/8"), ("https://10.1.2.3/v2", "10.1.2.3:80"),
    ("https://172.32.0.1/v2", "172.16.0.0/12"), ("https://[fe00::7]/v2", "fd00::/8"),
    ("https://10.1.2.3/v2", "::/0"), ("https://10.1.2.3/v2", "10.0.0.0/33"),
    ("https://10.1.2.3/v2", "10.0.0.0/-1"), ("https://10.1.2.3/v2", ".2.3"),
    ("https://10.1.2.3/v2", "2.3"),
  ])
  func `do not except other addresses`(url: String, list: String) throws {
    #expect(try !isDirect(url, list))
  }

  @Test(
    arguments: [
      ("http://p:3128", "p:3128"), ("p:3128", "p:3128"), ("http://p", "p:80"),
      ("P.Test", "p.test:80"),
      ("http://p:3128/", "p:3128"), ("http://p:3128/path?x#y", "p:3128"), ("HTTP://p:1", "p:1"),
      ("http://[::1]:3128", "[::1]:3128"), ("[fd00::1]:3128", "[fd00::1]:3128"),
      ("http://u:p@h:1", "h:1"), ("http://u:p@ss@h:1", "h:1"), ("u:p@h:1", "h:1"),
      ("http://u:pa/ss@h:1", "h:1"), ("http://@h:1", "h:1"),
    ])
  func `are read as they are written`(text: String, shown: String) throws {
    #expect(try HTTPProxy(parsing: text, setting: "x").description == shown)
  }

  @Test(
    arguments: [
      ("https://p:1", .tls), ("socks5://p:1", .socks), ("socks5h://u:p@p:1", .socks),
      ("ftp://p:1", .malformed), ("http://", .malformed), ("http://p:99999", .malformed),
      ("http://p:x", .malformed), ("://", .malformed), ("http://a b", .malformed),
      ("http://p\r\nX: y", .malformed), ("http://u:S3CRET@", .malformed),
      ("http://[::1", .malformed),
    ] as [(String, HTTPProxyError.Reason)])
  func `that cannot be used are named by their variable, and never shown`(
    text: String, reason: HTTPProxyError.Reason
  ) throws {
    let error = #expect(throws: HTTPProxyError.self) {
      try HTTPProxy(parsing: text, setting: "HTTPS_PROXY")
    }
    #expect(error?.reason == reason)
    #expect(error?.setting == "HTTPS_PROXY")
    #expect(error.map { "\($0)".contains("S3CRET") } == false)
  }

  @Test func `show no user and no password`() throws {
    let proxy = try HTTPProxy(parsing: "http://user:S3CRET%40@p:1", setting: "x")
    var dumped = ""
    dump(proxy, to: &dumped)
    for text in ["\(proxy)", String(reflecting: proxy), dumped] {
      #expect(!text.contains("S3CRET") && !text.contains("user"))
    }
    #expect(Set(proxy.secrets) == ["user:S3CRET@", "S3CRET@", "user:S3CRET%40", "S3CRET%40"])
  }
}
