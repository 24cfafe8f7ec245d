import Foundation
import QueryHTTP
import TestSupport
import Testing

@Suite("Added authorities")
struct AddedAuthoritiesTests {
  /// A folder of the test's own with these files.
  private func withFolder(
    _ files: [String: String], _ body: (String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/querytop-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer {
      do {
        try FileManager.default.removeItem(atPath: folder)
      } catch { /* What is left in the system's temporary folder goes with it. */  }
    }
    for (name, text) in files {
      try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
    try body(folder)
  }

  private func pem(_ kind: TestCertificates.Kind) async throws -> String {
    try String(
      contentsOfFile: try await TestCertificates.shared.value.chain(kind), encoding: .utf8)
  }

  @Test func `come from the file and the folders that the environment names`() async throws {
    let pem = try await pem(.good)
    let two = try await self.pem(.intermediate)
    try withFolder([
      "a.pem": two, "a.crt": pem, "002c0b4f.0": pem, "README": "none", "x.pem": "none",
    ]) { folder in
      let file = AddedAuthorities(environment: ["SSL_CERT_FILE": "\(folder)/a.pem"])
      #expect(file.certificates.count == 2 && file.places == ["\(folder)/a.pem"])
      let both = AddedAuthorities(environment: ["SSL_CERT_DIR": "/nowhere:\(folder)"])
      #expect(both.certificates.count == 3 && both.places == [folder])
      #expect(both.problems.map(\.description) == ["/nowhere cannot be listed"])
    }
  }

  @Test(arguments: [[:], ["SSL_CERT_FILE": "", "SSL_CERT_DIR": ""], ["SSL_CERT_DIR": ":"]])
  func `are none where nothing is named`(environment: [String: String]) {
    let none = AddedAuthorities(environment: environment)
    #expect(none.certificates.isEmpty && none.problems.isEmpty)
  }

  @Test(
    arguments: [
      ("nowhere.pem", "cannot be read: No such file or directory"), ("", "is no file"),
      ("empty.pem", "holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)"),
      ("junk.pem", "holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)"),
    ])
  func `from a file that is none are refused with the reason`(name: String, reason: String) throws {
    let junk = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    try withFolder(["empty.pem": "", "junk.pem": junk]) { folder in
      var authorities = AddedAuthorities()
      let error = #expect(throws: AuthorityFileError.self) {
        try authorities.add(file: "\(folder)/\(name)", setting: "ca_file")
      }
      #expect(error?.reason == reason)
    }
  }

  @Test(arguments: ["/dev/zero", "/dev/null", "/proc/self/fd"])
  func `never come from what is no file`(path: String) {
    var authorities = AddedAuthorities()
    #expect(throws: AuthorityFileError.self) {
      try authorities.add(file: path, setting: "ca_file")
    }
  }
}
