/// The version of this build: what `--version`, the User-Agent, the man page and every package say.
///
/// Semantic Versioning; the interface is the command line, its exit codes and the JSON schemas. `.ci/check` compares it with the
/// changelog.
package enum Version {
  package static let current = "0.2.0"
}
