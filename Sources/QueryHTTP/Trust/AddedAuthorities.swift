import FoundationEssentials
import Glibc
package import NIOSSL

/// Certificates a person trusts beside those of this machine: of a company's own CA, or a server's own self-signed one.
package struct AddedAuthorities: Sendable {
  /// The longest file read, in bytes, and the most files of a folder.
  private static let longest = 8 << 20
  private static let most = 2000

  /// What the server's certificates are checked against beside this machine's own.
  package private(set) var certificates: [NIOSSLCertificate] = []
  /// The files and folders they came from, in the order they were read.
  package private(set) var places: [String] = []
  /// What was named by `SSL_CERT_FILE` or `SSL_CERT_DIR` and is of no use: no reason to stop, since these are often left
  /// over from another program.
  package private(set) var problems: [AuthorityFileError] = []

  /// None.
  package init() {}

  /// Reads `SSL_CERT_FILE`, and `SSL_CERT_DIR` with folders parted by colons, as OpenSSL names them; empty ones are unset.
  package init(environment: [String: String]) {
    let own = CertificateAuthorities()
    if let file = environment["SSL_CERT_FILE"], !file.isEmpty, !own.includes(file) {
      do throws(AuthorityFileError) {
        try add(file: file, setting: "SSL_CERT_FILE")
      } catch {
        problems.append(error)
      }
    }
    for folder in (environment["SSL_CERT_DIR"] ?? "").split(separator: ":")
    where !own.includes(String(folder)) {
      add(folder: String(folder))
    }
  }

  /// Adds the certificates of a PEM file.
  ///
  /// - Parameter setting: what names the file, for the error.
  /// - Throws: `AuthorityFileError`.
  package mutating func add(file: String, setting: String) throws(AuthorityFileError) {
    certificates += try Self.read(file, setting: setting)
    places.append(file)
  }

  private mutating func add(folder: String) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      problems.append(
        AuthorityFileError(setting: "SSL_CERT_DIR", path: folder, reason: "cannot be listed"))
      return
    }
    var found: [NIOSSLCertificate] = []
    for name in names.sorted().prefix(Self.most) where Self.isCertificate(name) {
      do throws(AuthorityFileError) {
        found += try Self.read("\(folder)/\(name)", setting: "SSL_CERT_DIR")
      } catch {
        // A folder holds other things too.
        continue
      }
    }
    guard !found.isEmpty else {
      problems.append(
        AuthorityFileError(setting: "SSL_CERT_DIR", path: folder, reason: "holds no certificate"))
      return
    }
    // One certificate has two names where `c_rehash` was run.
    certificates += Set(found)
    places.append(folder)
  }

  private static func isCertificate(_ name: String) -> Bool {
    name.hasSuffix(".pem") || name.hasSuffix(".crt") || CertificateAuthorities.isHash(name)
  }

  private static func read(
    _ path: String, setting: String
  ) throws(AuthorityFileError) -> [NIOSSLCertificate] {
    func failure(_ reason: String) -> AuthorityFileError {
      AuthorityFileError(setting: setting, path: path, reason: reason)
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw failure("cannot be read: \(String(cString: strerror(errno)))")
    }
    // A pipe would never end, and a device is no list of certificates.
    guard status.st_mode & S_IFMT == S_IFREG else { throw failure("is no file") }
    guard status.st_size <= longest else { throw failure("is larger than \(longest >> 20) MiB") }
    guard access(path, R_OK) == 0 else {
      throw failure("cannot be read: \(String(cString: strerror(errno)))")
    }
    do {
      return try NIOSSLCertificate.fromPEMFile(path)
    } catch {
      throw failure("holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)")
    }
  }
}

/// Why a file or folder adds no trust.
package struct AuthorityFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The variable or key that names it.
  package let setting: String
  package let path: String
  /// With its verb: "cannot be read: …".
  package let reason: String

  package var description: String { "\(path) \(reason)" }
}
