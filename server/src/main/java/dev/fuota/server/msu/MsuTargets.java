package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Ipv4;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which devices a campaign is for. */
public sealed interface MsuTargets {

  /** Whether a device that announced itself is meant. */
  boolean include(Ipv4 deviceId, int groupId);

  /** The devices that are known to be meant before any is heard of. */
  default Set<Ipv4> expected() {
    return Set.of();
  }

  /** The group number that Notifications name. */
  default OptionalInt group() {
    return OptionalInt.empty();
  }

  /** The addresses that a Who-Is is to name; empty is all. */
  default Optional<Range> asked() {
    return Optional.empty();
  }

  /** Every device that answers. */
  record Everybody() implements MsuTargets {
    @Override
    public boolean include(Ipv4 deviceId, int groupId) {
      return true;
    }
  }

  /** Addresses from {@code first} to {@code last}, both included (MSU-023). */
  record Range(Ipv4 first, Ipv4 last) implements MsuTargets {
    public Range {
      if (first.compareTo(last) > 0) {
        throw new IllegalArgumentException("the range " + first + " to " + last + " is empty");
      }
    }

    @Override
    public boolean include(Ipv4 deviceId, int groupId) {
      return deviceId.compareTo(first) >= 0 && deviceId.compareTo(last) <= 0;
    }

    @Override
    public Optional<Range> asked() {
      return Optional.of(this);
    }
  }

  /** The addresses named; one that is not found stands in the report. */
  record Listed(SortedSet<Ipv4> addresses) implements MsuTargets {
    public Listed {
      if (addresses.isEmpty()) {
        throw new IllegalArgumentException("the list of addresses is empty");
      }
      addresses = Collections.unmodifiableSortedSet(new TreeSet<>(addresses));
    }

    @Override
    public boolean include(Ipv4 deviceId, int groupId) {
      return addresses.contains(deviceId);
    }

    @Override
    public Set<Ipv4> expected() {
      return addresses;
    }

    @Override
    public Optional<Range> asked() {
      return Optional.of(new Range(addresses.first(), addresses.last()));
    }
  }

  /** The devices with a group number, 1..127, or with none, 0 (MSU-074). */
  record GroupNumber(int number) implements MsuTargets {
    public GroupNumber {
      if (number < 0 || number > 127) {
        throw new IllegalArgumentException("group " + number + ", not in 0..127");
      }
    }

    @Override
    public boolean include(Ipv4 deviceId, int groupId) {
      return groupId == number;
    }

    @Override
    public OptionalInt group() {
      return OptionalInt.of(number);
    }
  }
}
