package dev.fuota.server.service;

import dev.fuota.server.campaign.Verdict;

/** How a part ended: its verdict, and how many of its devices came through or did not. */
record PartEnd(Verdict verdict, int succeeded, int failed) {}
