package dev.fuota.agent.runtime;

import dev.fuota.agent.step.Content;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.codec.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * The answers to one downlink: each uplink takes as many whole ones as it has room for, in their
 * order (PKG-11).
 *
 * @param messages at least one
 */
record JoinedAnswers(List<Message> messages) implements Content {
  JoinedAnswers {
    messages = List.copyOf(messages);
  }

  @Override
  public Part next(DeviceTime at, int room) {
    Bytes joined = messages.get(0).payload(at, room);
    int taken = 1;
    while (taken < messages.size()) {
      // Asked with all the room: an answer that would shorten itself waits for the next uplink.
      Bytes answer = messages.get(taken).payload(at, room);
      if (joined.length() + answer.length() > room) {
        break;
      }
      joined = joined.concat(answer);
      taken++;
    }
    return new Part(joined, after(taken));
  }

  private Optional<Content> after(int taken) {
    return taken == messages.size()
        ? Optional.empty()
        : Optional.of(new JoinedAnswers(messages.subList(taken, messages.size())));
  }
}
