package dev.fuota.agent.multipackage;

import dev.fuota.agent.step.Content;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.multipackage.MultiPackBufferFrag;
import dev.fuota.protocol.multipackage.MultiPackBufferReq;
import dev.fuota.protocol.multipackage.MultiPackageCommand;
import dev.fuota.protocol.multipackage.MultiPackageFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers to one set of commands (TS007): first they are collected, then the first uplink that
 * carries any of them settles them all, and from then on they are octets that can be asked for
 * again.
 */
public final class AnswerSet {
  /** All that is kept of a set: package id octets, answers and the token (TS007-04). */
  static final int OCTETS_MAX = 128;

  private static final int TOKEN_OCTETS = 1;

  private record Answer(int packageId, boolean named, Message message) {
    Bytes octets(DeviceTime at) {
      return MultiPackageFrame.encode(packageId, named, message.payload(at, OCTETS_MAX));
    }
  }

  private final int token;
  private final List<Answer> answers = new ArrayList<>();
  private int packageId = MultiPackageCommand.PACKAGE_ID;
  private int length = TOKEN_OCTETS;
  private boolean full;
  private @Nullable Bytes settled;

  AnswerSet(int token) {
    this.token = token;
  }

  /**
   * Takes an answer, with a package id octet if its request had one (TS007-03), or if it would be
   * read as one of another package without: a request in between may have no answer.
   *
   * <p>One that has no room is left out, and the set is full: all that follow are left out, too.
   */
  public void add(int answeredPackage, boolean named, Message message, DeviceTime at) {
    Answer answer = new Answer(answeredPackage, named || answeredPackage != packageId, message);
    int more = answer.octets(at).length();
    full = full || length + more > OCTETS_MAX;
    if (!full) {
      answers.add(answer);
      packageId = answeredPackage;
      length += more;
    }
  }

  /** Whether an answer had no room. */
  public boolean isFull() {
    return full;
  }

  public boolean isEmpty() {
    return answers.isEmpty();
  }

  /** All answers: in one uplink if they fit with the token, else part by part (TS007-06). */
  public Content all() {
    return (at, room) -> {
      Bytes octets = octets(at);
      return octets.length() + TOKEN_OCTETS <= room
          ? Content.Part.last(withToken(octets))
          : part(octets, 0, octets.length(), room);
    };
  }

  /**
   * The octets that are asked for again, up to and with the stop octet (TS007-07), or a refusal,
   * with the token of this set too (TS007-08).
   */
  Content again(MultiPackBufferReq request) {
    return (at, room) -> {
      Bytes octets = octets(at);
      int start = request.startByte();
      int end = Math.min(request.stopByte() + 1, octets.length());
      return start < end
          ? part(octets, start, end, room)
          : Content.Part.last(withToken(MultiPackBufferFrag.refused().encode()));
    };
  }

  /** The octets from {@code base} on that have room, and the rest behind them. */
  private Content.Part part(Bytes octets, int base, int end, int room) {
    int count = Math.min(end - base, Math.max(1, room - MultiPackBufferFrag.OVERHEAD));
    int next = base + count;
    Bytes payload = withToken(new MultiPackBufferFrag(base, octets.slice(base, count)).encode());
    boolean more = next < end && payload.length() <= room;
    return new Content.Part(
        payload,
        more ? Optional.of((at, roomThen) -> part(octets, next, end, roomThen)) : Optional.empty());
  }

  private Bytes withToken(Bytes octets) {
    return octets.concat(Bytes.of((byte) token));
  }

  private Bytes octets(DeviceTime at) {
    Bytes octets = settled;
    if (octets == null) {
      octets = answers.stream().map(answer -> answer.octets(at)).reduce(Bytes.EMPTY, Bytes::concat);
      settled = octets;
    }
    return octets;
  }
}
