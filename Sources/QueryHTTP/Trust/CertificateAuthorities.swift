import FoundationEssentials
import Glibc

/// The CA certificates of this machine, which say whose servers are to be believed.
///
/// Looks where swift-nio-ssl 2 looks (its LinuxCABundle.swift), since that is who reads them: at the first bundle there is,
/// and in the folder, where a certificate is found by the hash of its name.
package struct CertificateAuthorities: Sendable {
  private let bundles: [String]
  private let folder: String

  /// - Parameters:
  ///   - bundles: files of certificates, the first that is there counts: Debian and its kin, Fedora and its kin.
  ///   - folder: where a certificate a file stands.
  package init(
    bundles: [String] = [
      "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    ],
    folder: String = "/etc/ssl/certs"
  ) {
    self.bundles = bundles
    self.folder = folder
  }

  /// The file or folder that holds them; nil where there are none, and so no https server can be believed.
  package var place: String? {
    if let bundle = bundles.first(where: { access($0, F_OK) == 0 }) {
      // One that cannot be read is an error there, whatever the folder holds.
      return Self.isReadable(bundle) ? bundle : nil
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      return nil
    }
    return names.contains(where: Self.isHash) ? folder : nil
  }

  /// Whether a path is one of those that are read anyway.
  func includes(_ path: String) -> Bool {
    path == folder || bundles.first { access($0, F_OK) == 0 } == path
  }

  private static func isReadable(_ file: String) -> Bool {
    var status = stat()
    return access(file, R_OK) == 0 && stat(file, &status) == 0 && status.st_size > 0
  }

  /// Whether a name is eight hexadecimal digits, a dot and a number, as `c_rehash` gives it.
  static func isHash(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].count == 8 && parts[0].allSatisfy(\.isHexDigit)
      && Int(parts[1]) != nil
  }
}
