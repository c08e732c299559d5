#pragma once

#include <cstdint>

#include "scrollwork/matrix.h"

namespace scrollwork {

struct MajorityVoteOptions {
  double competence = 0.6;  ///< [0, 1]: how often one voter is right.
  /// [0, 1]: how often a voter repeats what all have read instead of judging; two votes then correlate by its square.
  double influence = 0.0;

  static constexpr const char* kOwner = "majorityVote";
  static void fields(auto& field, auto& o) {
    field("competence", o.competence);
    field("influence", o.influence);
  }
};

/// How often the majority of nVoters voters is right, for each number of them; a tie is settled by a coin. Voters who
/// judge by themselves are Condorcet's ("Essai sur l'application de l'analyse à la probabilité des décisions rendues à
/// la pluralité des voix", 1785): with competence above one half the majority runs to certainty, below one half to
/// error. With influence each voter repeats, so often, one common opinion, which is as competent as a voter and the
/// same for all: an opinion leader, the plainest case of correlated votes (Ladha, "The Condorcet jury theorem, free
/// speech, and correlated votes", 1992). Each vote is still right with `competence`. With competence above one half and
/// influence above 1 - 1 / (2 competence), though, an endless crowd follows the common opinion, and is right no more
/// often than one voter.
///
/// nVoters: numbers in [1, 100000]. One probability each, exact to about 1e-13. Cost: O(sqrt(nVoters)) each where the
/// voters agree with the common opinion or against it, O(nVoters) at most. Throws Error kBadValue.
[[nodiscard]] Vector majorityVote(const LabelView& nVoters, const MajorityVoteOptions& options = {});

struct CastVotesOptions {
  double competence = 0.6;  ///< As in MajorityVoteOptions.
  double influence = 0.0;   ///< As in MajorityVoteOptions.
  std::uint64_t seed = 0;

  static constexpr const char* kOwner = "castVotes";
  static void fields(auto& field, auto& o) {
    field("competence", o.competence);
    field("influence", o.influence);
    field("seed", o.seed);
  }
};

/// One trial: what each voter says.
struct CastVotes {
  Labels right;              ///< nVoters: 1 where the vote is right, else 0.
  Labels repeated;           ///< nVoters: 1 where the voter repeats the common opinion.
  bool leaderRight = false;  ///< Whether the common opinion is right.
  int nRight = 0;            ///< Votes that are right.

  static void fields(auto& field, auto& v) {
    field("right", v.right);
    field("repeated", v.repeated);
    field("leaderRight", v.leaderRight);
    field("nRight", v.nRight);
  }
};

/// Draws one trial of the voters of majorityVote. A voter stays the same person: with the same seed the first ten of a
/// hundred vote as ten would, and whoever is right stays right when all become more competent. nVoters in [1, 100000].
/// Throws Error kBadValue.
[[nodiscard]] CastVotes castVotes(int nVoters, const CastVotesOptions& options = {});

}  // namespace scrollwork
