package dev.fuota.cli.server;

import dev.fuota.server.campaign.CampaignParameter;

/** A file to begin with, in which every parameter of a campaign stands (TP-18). */
final class ServerTemplate {
  private static final int VALUE_WIDTH = 34;

  private static final String HEAD =
      """
      apiVersion: fuota/v1
      server:
        listen: 127.0.0.1:1700      # packet forwarders (Semtech UDP) send to this address
        region: EU868               # EU868 US915 AU915 AS923-1..AS923-4 IN865
        netId: 0x000000
        # database: server.db       # a file, or jdbc:postgresql://host/name; without it all is forgotten
        # databaseUser: fuota       # of PostgreSQL
        # databasePasswordFile: password
        # masterKeyFile: server.db.key   # keys are encrypted with it; made if a file's is not there
        # gateways: [0016c001f1000001]   # only these; without this line all
        rxDelay: 1                  # seconds from uplink to RX1, 1..15
        # rx2DataRate: 3            # faster than the region's own: more downlinks, less range
        adr: true
        # channels: [867100000]     # up to five more, where channels are dynamic
        # subBand: 2                # 1..8, where 72 channels are fixed
      # networks:                   # instead of region, listen and the like under server
      #   - {name: europe, region: EU868, listen: "127.0.0.1:1700"}
      #   - {name: america, region: US915, listen: "127.0.0.1:1701"}
      #   - name: elsewhere         # devices and gateways of a ChirpStack v4
      #     network: chirpstack
      #     url: http://127.0.0.1:8090
      #     tokenFile: chirpstack.token   # an API key, one line; chmod 600
      #     application: 4eb21bfe-a427-499c-b53e-437a14ba93dc
      #     mqtt: mqtt://127.0.0.1:1883
      #     region: EU868
      #     gateways: ["0102030405060708"]
      #   - name: hall              # devices of the local network, by MSU; keys as fuota msu send has them
      #     network: msu
      #     interface: eth0
      #     rate: 100M
      http:
        listen: 127.0.0.1:8080      # the page and the API; beyond loopback only with tokens
        # tokens:
        #   - {name: me, role: operate, file: me.token}    # role read may only look
        #   - {name: screen, role: read, sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}
        # tlsCertificate: server.pem
        # tlsKey: server.key.pem
      devices:
        # a table, as fuota fleet devices writes it, or with a first line of
        # devEui,joinEui,appKey,genAppKey (and nwkKey for 1.1); what it does not say:
        # - {keys: devices.csv, lorawan: 1.0.4, class: A, uplinkEvery: 60s}
        - devEui: 0004a30b001c0001
          joinEui: 70b3d57ed0000001
          appKey: 000102030405060708090a0b0c0d0e0f      # a known key: change it
          genAppKey: 101112131415161718191a1b1c1d1e1f   # a known key: change it
          lorawan: 1.0.4            # 1.0.3 1.0.4 1.1
          class: A                  # A or C
          uplinkEvery: 60s          # the longest time between two uplinks
          # name: cellar
          # network: EU868          # where there are several
          # packageVersion: 1       # of TS003, TS004, TS005: 1 or 2
          # version: 1.0.0          # of the firmware that it runs
          # hardware: 00112233445566778899aabbccddeeff   # class id in its images
          # slotSize: 262144        # octets that an image may have
          # sectorSize: 4096        # octets that its flash erases at once
          # expandRam: 65536        # octets of memory for expanding; without it images go whole
          # packages: HEATSHRINK DETOOLS   # what its bootloader expands
          # lzma2: true             # also what MCUboot's own tool compressed
          # installer: two-slots    # two-slots in-place overwrite
        # - {address: 10.0.0.5, network: hall}          # on a network of MSU; needs no keys
      # firmware:
      #   signingKey: key.pem       # signs deltas and compressed images made here
      #   baseImages: [sensor-1.0.0.signed.bin]   # what devices run, for deltas
      defaults:                     # of campaigns that do not say it
        form: full                      # full, delta, compressed or auto. In which form firmware is sent.
        strict: false                   # false or true. Whether a campaign is refused if one of its devices is.
      """;

  private ServerTemplate() {}

  /** The file. What is a comment shows the default. */
  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (CampaignParameter parameter : CampaignParameter.ALL) {
      line(text, parameter);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, CampaignParameter parameter) {
    String value = parameter.defaultText();
    // What depends on the region is the region's own unless somebody says it.
    boolean given = !value.isEmpty() && !parameter.allowed().contains("of the region");
    String entry = (given ? "  " : "  # ") + parameter.name() + ": " + value;
    text.append(entry)
        .append(" ".repeat(Math.max(1, VALUE_WIDTH - entry.length())))
        .append("# ")
        .append(parameter.allowed())
        .append(". ")
        .append(parameter.meaning())
        .append('\n');
  }
}
