package dev.fuota.cluster;

/** What travels between nodes. Nothing else is read from there but what Pekko itself says. */
sealed interface Wire permits CellMessage.Ask, CellMessage.Thanks, CellMessage.End, CellReply {}
