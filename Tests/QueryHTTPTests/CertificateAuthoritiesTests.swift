import Foundation
import Testing

@testable import QueryHTTP

@Suite("CA certificates") struct CertificateAuthoritiesTests {
  /// A machine that has these files, in a folder of the test's own.
  private func withMachine(
    _ files: [String: String], _ body: (CertificateAuthorities, String) throws -> Void
  ) throws {
    let root = FileManager.default.temporaryDirectory.path + "/querytop-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root + "/certs", withIntermediateDirectories: true)
    defer {
      do {
        try FileManager.default.removeItem(atPath: root)
      } catch { /* What is left in the system's temporary folder goes with it. */  }
    }
    for (name, text) in files {
      try text.write(toFile: root + "/" + name, atomically: false, encoding: .utf8)
    }
    try body(
      CertificateAuthorities(
        bundles: [root + "/certs/bundle.crt", root + "/bundle.crt"], folder: root + "/certs"),
      root)
  }

  @Test(arguments: ["certs/bundle.crt", "bundle.crt"])
  func `are found in a bundle`(bundle: String) throws {
    try withMachine([bundle: "certificates"]) { authorities, root in
      #expect(authorities.place == root + "/" + bundle)
    }
  }

  @Test func `are found in a folder, by the hash of a name`() throws {
    try withMachine(["certs/002c0b4f.0": "a certificate"]) { authorities, root in
      #expect(authorities.place == root + "/certs")
    }
  }

  @Test(arguments: [
    [:], ["certs/bundle.crt": ""], ["certs/README": "none here"], ["certs/my.pem": "x"],
    ["certs/002c0b4f.pem": "x"], ["bundle.crt": "", "certs/002c0b4f.0": "a certificate"],
  ])
  func `are missed where a bundle is empty and no file has a hash for a name`(
    files: [String: String]
  ) throws {
    try withMachine(files) { authorities, _ in #expect(authorities.place == nil) }
  }

  @Test func `that are missing are told of, and not the server's certificate`() async throws {
    let target = try #require(HTTPOrigin("https://localhost:1"))
    let settings = ConnectionSettings()
    #expect(
      await settings.reason(of: .certificate, at: target, hasAuthorities: false)
        == "no CA certificates here: install ca-certificates, then start again")
    // Nobody is there to be looked at again.
    #expect(
      await settings.reason(of: .certificate, at: target, hasAuthorities: true)
        == "the server's certificate was not accepted")
  }
}
