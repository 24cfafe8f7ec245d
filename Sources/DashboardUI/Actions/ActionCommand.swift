package import QueryCore

/// What a view has done about a batch; answered by `ActionEvent`.
package enum ActionCommand: Hashable, Sendable {
  /// Makes a plan; `file` names the request the batch was made by, nil the one known.
  case plan(RerunChoice, file: String?)
  /// Sends the plan last made.
  case send
  /// Saves the request of the plan last made, or the plan that could only be handed over.
  case save(path: String)
  case cancel
}

/// What became of a command about a batch.
package enum ActionEvent: Hashable, Sendable {
  /// Nobody knows the request the batch was made by.
  case requestWanted
  /// A plan, the request as it would be sent, and sentences about the same failures sent before.
  case planned(RerunDraft, body: String, earlier: [String])
  /// What no provider can be asked to run again: why, and the plan as JSON for whoever sends its request anew.
  case handedOver(because: String, plan: String)
  /// There is no plan, since all that failed fails again until its cause is mended.
  case allPermanent
  /// There is no plan; holds why.
  case unplanned(String)
  /// What was to be saved was, or was not; holds a sentence.
  case saved(String, isTrouble: Bool)
  /// Something was done, or not; holds what there is to say of it.
  case ended(ActionOutcome, sentence: String)
}

/// Which batch ran what again.
package struct Ancestor: Hashable, Sendable {
  package let batch: Target
  /// How many of its failed queries.
  package let splits: Int

  package init(_ batch: Target, splits: Int) {
    self.batch = batch
    self.splits = splits
  }
}

/// The word that a person types to have something done.
struct ActionQuestion: Hashable, Sendable {
  /// What is asked for, in a wide and in a narrow form.
  let text: String
  let short: String
  let word: String
}
