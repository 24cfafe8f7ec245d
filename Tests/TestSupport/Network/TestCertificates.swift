import Foundation

/// Certificates made by openssl for one run of the tests, of two authorities: one that tests may trust, and one that nobody does.
package struct TestCertificates: Sendable {
  /// Who vouches for a server, and for what.
  package enum Kind: String, CaseIterable, Sendable {
    /// By the authority of `authority.pem`, for `localhost`, `api.test`, `*.wild.test` and 127.0.0.1.
    case good
    /// The same, for 127.0.0.1 and no name.
    case addressAlone
    case expired
    case notYetValid
    case wrongName
    case selfSigned
    /// By an authority that is in no file, its certificate not sent.
    case stranger
    /// By an authority below that of `authority.pem`, its certificate sent.
    case intermediate
    /// The same, its certificate not sent.
    case missingIntermediate
  }

  /// The folder they stand in.
  package let folder: String

  /// Those of this run.
  package static let shared = Task { try await TestCertificates() }

  private init() async throws {
    folder =
      FileManager.default.temporaryDirectory.path + "/querytop-certificates-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let end = try await Child.run(["/bin/sh", "-euc", "cd \"$0\"\n\(Self.script)", folder])
    guard end.status == 0 else { throw OpenSSLFailed(words: end.error) }
  }

  /// openssl did not make the certificates.
  package struct OpenSSLFailed: Error {
    let words: String
  }

  /// The file of a server's certificates.
  package func chain(_ kind: Kind) -> String { "\(folder)/\(kind.rawValue).pem" }
  /// The one key of all servers.
  package var key: String { "\(folder)/server.key" }
  /// The authority that a test may trust.
  package var authority: String { "\(folder)/authority.pem" }

  private static let script = """
    exec >openssl.log
    for key in authority server stranger middle; do openssl ecparam -genkey -name prime256v1 -noout -out $key.key; done
    names=DNS:localhost,DNS:api.test,DNS:*.wild.test,IP:127.0.0.1
    root() { openssl req -x509 -new -key $1.key -subj "/O=Tests/CN=$2" -days 30 -addext keyUsage=keyCertSign -out $1.pem; }
    root authority 'Test Authority'
    root stranger 'Strange Authority'
    openssl req -new -key server.key -subj /CN=server -out server.csr
    openssl req -new -key middle.key -subj '/CN=Middle Authority' -out middle.csr
    : >index; echo 01 >serial
    cat >settings <<END
    [ca]
    default_ca = tests
    [tests]
    database = index
    serial = serial
    new_certs_dir = .
    default_md = sha256
    policy = anything
    unique_subject = no
    email_in_dn = no
    rand_serial = yes
    [anything]
    commonName = supplied
    [leaf]
    subjectAltName = $names
    [other]
    subjectAltName = DNS:other.test
    [address]
    subjectAltName = IP:127.0.0.1
    [authority]
    basicConstraints = critical,CA:true
    keyUsage = keyCertSign
    END
    year=$(date +%Y)
    sign() {
      openssl ca -batch -notext -config settings -in $1.csr -out $2.pem -cert $3.pem -keyfile $3.key -extensions $4 \\
        -startdate $((year + $5))0101000000Z -enddate $((year + $6))0101000000Z 2>>openssl.log
    }
    sign server good authority leaf -1 2
    sign server addressAlone authority address -1 2
    sign server expired authority leaf -3 -1
    sign server notYetValid authority leaf 2 3
    sign server wrongName authority other -1 2
    sign middle middle authority authority -1 2
    sign server missingIntermediate middle leaf -1 2
    openssl req -x509 -new -key server.key -subj /CN=server -days 30 -addext "subjectAltName=$names" -out selfSigned.pem
    sign server strangerAlone stranger leaf -1 2
    mv strangerAlone.pem stranger-server.pem
    mv stranger.pem stranger-root.pem
    mv stranger-server.pem stranger.pem
    cat missingIntermediate.pem middle.pem >intermediate.pem
    """
}
