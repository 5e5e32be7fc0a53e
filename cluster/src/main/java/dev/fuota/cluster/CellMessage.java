package dev.fuota.cluster;

import org.apache.pekko.actor.typed.ActorRef;

/** What a cell is told. */
sealed interface CellMessage {
  /** Of which job it is, and which cell of it. */
  record Id(String job, int cell) {}

  /**
   * The cell is wanted; said again and again until the answer has come.
   *
   * @param replyTo who wants it
   */
  record Ask(Job job, int cell, ActorRef<CellReply> replyTo) implements CellMessage, Wire {}

  /** The answer has come; the cell may be forgotten. */
  record Thanks(Id id) implements CellMessage, Wire {}

  /** The run was stopped; the cell is to end as it stands, and to answer. */
  record End(Id id) implements CellMessage, Wire {}

  /** Nobody asks for it any more; said by the cell to itself. */
  enum Silence implements CellMessage {
    INSTANCE
  }

  /** The work has ended; said by the cell to itself. */
  record Ended(CellReply reply) implements CellMessage {}
}
