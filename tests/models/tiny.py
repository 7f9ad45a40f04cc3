"""A tiny Llama with random weights and a vocabulary learnt on the spot: it knows nothing, and says it in any language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TEMPLATE = (
    "{% for turn in messages %}<|start|>{{ turn.role }}\n{{ turn.content }}<|end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|start|>assistant\n{% endif %}"
)


def texts() -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted((ROOT / "roles" / "prompts").glob("*.md"))]


def build(
    folder: Path, *, seed: int = 3, context: int = 16_384, template: str | None = TEMPLATE, endless: bool = False
) -> Path:
    """Write the model as `save_pretrained` does. An endless one never ends its turn, however warm it is."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    tokenizer = vocabulary()
    tokenizer.chat_template = template
    tokenizer.save_pretrained(folder)
    torch.manual_seed(seed)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=64,
            intermediate_size=128,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=context,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )
    if endless:
        _never_ending(model, tokenizer.eos_token_id)
    model.save_pretrained(folder)
    return folder


def _never_ending(model: Any, end: int) -> None:
    """Make what follows a token depend on it alone, and be one of a few, the end not among them: so it goes round.

    The first dimension is the same for every token; the scores of all but the few are made of it, and low.
    """
    import torch

    few = [one for one in range(2, 26) if one != end]
    with torch.no_grad():
        for layer in model.model.layers:
            layer.self_attn.o_proj.weight.zero_()
            layer.mlp.down_proj.weight.zero_()
        model.model.embed_tokens.weight[:, 0] = 0.05
        model.lm_head.weight[:, 0] = -100.0
        model.lm_head.weight[few, 0] = 0.0


def vocabulary():
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=1200,
        special_tokens=["<|start|>", "<|end|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts(), trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<|start|>", eos_token="<|end|>", pad_token="<|end|>"
    )
