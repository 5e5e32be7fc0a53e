package dev.fuota.tests.msu;

import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuPace;
import dev.fuota.server.msu.MsuTiming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Draws what servers send, and how. Frames and chunks are small, so that there are many. */
final class CampaignDice {
  private static final MacAddress MAC = new MacAddress(0x0200_0a00_0001L);
  private static final int FILE_MAX = 4000;
  private static final int[] WINDOWS_MS = {300, 700, 1500, 3000};

  private final RandomGenerator random;
  private final Offers offers;
  private final Profile profile;
  private final int sequenceSize;
  private int versions;

  CampaignDice(RandomGenerator random, Offers offers) {
    this.random = random;
    this.offers = offers;
    this.profile =
        switch (random.nextInt(4)) {
          case 0, 1 -> Profile.NONE;
          case 2 -> new Profile(true, false);
          default -> new Profile(true, true);
        };
    this.sequenceSize = 20 + random.nextInt(60);
  }

  Profile profile() {
    return profile;
  }

  int sequenceSize() {
    return sequenceSize;
  }

  int window() {
    return WINDOWS_MS[random.nextInt(WINDOWS_MS.length)];
  }

  /** One to three files that nobody has seen yet. */
  List<Offers.Offer> files() {
    versions++;
    List<Offers.Offer> files = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 1; i <= count; i++) {
      byte[] octets =
          new byte[1 + random.nextInt(random.nextInt(3) == 0 ? FILE_MAX : FILE_MAX / 4)];
      random.nextBytes(octets);
      Optional<String> folder = i == 2 ? Optional.of("conf/v" + versions) : Optional.empty();
      files.add(offers.add("file-" + i + ".bin", folder, octets));
    }
    return files;
  }

  MsuCampaign campaign(List<Offers.Offer> files) {
    return MsuCampaign.of(files.stream().map(Offers.Offer::file).toList(), MsuOffer.of(MAC))
        .profile(profile)
        .sequences(2 + random.nextInt(12), sequenceSize)
        .repair(random.nextInt(3) == 0 ? MsuCampaign.RepairMode.LATE : MsuCampaign.RepairMode.EARLY)
        .pace(new MsuPace(Duration.ofMillis(random.nextInt(4)), 0, false))
        .timing(
            new MsuTiming(
                Duration.ofMillis(500 + random.nextInt(5000)),
                Duration.ofMillis(window()),
                Duration.ofMillis(window()),
                15 + random.nextInt(60),
                random.nextInt(10)))
        .build();
  }
}
