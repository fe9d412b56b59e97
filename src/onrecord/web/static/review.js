// The keys a, c and r on the statement that is lit: accept, correct, reject.
const litCard = () => document.querySelector(".card.lit") ?? document.querySelector(".card:target");
const review = document.getElementById("review");

const accept = async (card, button) => {
  const body = new FormData(review);
  body.set("accept", button.value);
  button.disabled = true;
  const answer = await fetch(review.action, { method: "POST", body: new URLSearchParams(body), redirect: "manual" });
  if (answer.type !== "opaqueredirect" && !answer.ok) {
    button.disabled = false;
    button.textContent = "accept: failed, try again";
    return;
  }
  card.classList.add("reviewed");
  const told = document.createElement("p");
  told.className = "review accepted";
  told.textContent = "accepted by you";
  told.setAttribute("role", "status");
  card.querySelector(".review")?.remove();
  card.querySelector(".verdict").prepend(told);
  button.remove();
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.accept");
  if (!button) return;
  event.preventDefault();
  accept(document.getElementById(`card-${button.closest(".card")?.dataset.ids ?? button.value}`) ?? button.closest(".card"), button);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
  const card = litCard();
  if (!card) return;
  if (event.key === "a") card.querySelector("button.accept")?.click();
  else if (event.key === "c") card.querySelector("a.correct")?.click();
  else if (event.key === "r") card.querySelector("a.reject")?.click();
});
