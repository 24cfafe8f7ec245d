import FoundationEssentials
import QueryCore
import TextCanvas

/// What is said of an action's end, the answer whole below it.
enum ActionWords {
  static func show(
    _ outcome: ActionOutcome, _ deed: ActionOutcome.Deed, of target: Target, _ places: SourcePlaces
  ) {
    let sentence = outcome.sentence(deed, of: target, places: places, now: Date())
    StandardError.write(SafeText(sentence).string + "\n")
    guard let answer = outcome.answer else { return }
    StandardError.write("the answer (HTTP \(answer.status)):\n")
    for line in answer.body.split(whereSeparator: \.isNewline) {
      StandardError.write("  " + SafeText(String(line)).string + "\n")
    }
  }
}
